namespace CentralOps.Benchmarks;

/// <summary>A measuring program: prints one result per line and a summary as its last line.</summary>
internal interface IBenchmark
{
    /// <summary>The first command-line argument that chooses this program.</summary>
    string Name { get; }

    /// <summary>Name and arguments, for the usage line.</summary>
    string Usage { get; }

    /// <summary>Runs; 0 unless it could not run.</summary>
    Task<int> RunAsync(string[] args);
}
