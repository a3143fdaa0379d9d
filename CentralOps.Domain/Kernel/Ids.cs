namespace CentralOps.Domain.Kernel;

/// <summary>Keys of rows: version 7 UUIDs (RFC 9562), so that new rows land at the end of an index.</summary>
public static class Ids
{
    /// <summary>A new key.</summary>
    public static Guid New() => Guid.CreateVersion7();
}
