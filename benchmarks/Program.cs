// One entry point for all measuring programs: dotnet run -c Release --project benchmarks -- NAME ARGS
// A program is a class in this project that implements IBenchmark; its Name is the first argument.
using CentralOps.Benchmarks;

var all = typeof(IBenchmark).Assembly.GetTypes()
    .Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IBenchmark)))
    .Select(t => (IBenchmark)Activator.CreateInstance(t)!)
    .OrderBy(b => b.Name, StringComparer.Ordinal)
    .ToList();

var chosen = args.Length == 0 ? null : all.FirstOrDefault(b => b.Name == args[0]);
if (chosen is null)
{
    await Console.Error.WriteLineAsync($"usage: benchmarks NAME ARGS, with NAME one of: {string.Join(", ", all.Select(b => b.Usage))}");
    return 2;
}

return await chosen.RunAsync(args[1..]);
