namespace CentralOps.Benchmarks.Rules;

/// <summary>DMN conformance: <c>tck DIR</c>.</summary>
internal sealed class TckBenchmark : IBenchmark
{
    public string Name => "tck";

    public string Usage => "tck DIR";

    public async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || !Directory.Exists(args[0]))
        {
            await Console.Error.WriteLineAsync("tck: the folder with the models is missing");
            return 2;
        }

        int models = 0, passed = 0, failed = 0;
        foreach (var file in TckSuite.Files(args[0]))
        {
            models++;
            foreach (var result in TckSuite.Run(file))
            {
                if (result.Failure is null) passed++;
                else
                {
                    failed++;
                    Console.WriteLine($"FAILED {result.Id}: {result.Failure}");
                }
            }
        }

        Console.WriteLine($"tck models={models} cases={passed + failed} passed={passed} failed={failed}");
        return 0;
    }
}
