using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;

namespace CentralOps.Benchmarks.Processes;

/// <summary>What the publisher of each process model would see: <c>bpmn DIR</c>.</summary>
internal sealed class BpmnBenchmark : IBenchmark
{
    public string Name => "bpmn";

    public string Usage => "bpmn DIR";

    public async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || !Directory.Exists(args[0]))
        {
            await Console.Error.WriteLineAsync("bpmn: the folder with the models is missing");
            return 2;
        }

        var reader = new BpmnReader(new FeelEvaluator(TimeProvider.System));
        int files = 0, ok = 0;
        foreach (var file in Directory.EnumerateFiles(args[0], "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            files++;
            var key = Path.GetFileNameWithoutExtension(file);
            var reading = reader.Read(await File.ReadAllTextAsync(file), key, version: 1);
            if (reading.Graph is not null) ok++;
            Console.WriteLine($"{Path.GetRelativePath(args[0], file)}: {(reading.Graph is not null ? "ok" : string.Join("; ", reading.Findings))}");
        }

        Console.WriteLine($"bpmn files={files} ok={ok} refused={files - ok}");
        return 0;
    }
}
