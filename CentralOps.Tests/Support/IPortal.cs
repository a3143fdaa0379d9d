namespace CentralOps.Tests.Support;

/// <summary>A running portal with the demo bank, seen from outside; gone with everything it wrote when disposed.</summary>
public interface IPortal : IAsyncDisposable
{
    /// <summary>Where it listens, without a slash at the end.</summary>
    string Address { get; }

    /// <summary>What it writes.</summary>
    string DataFolder { get; }

    /// <summary>What it has logged so far.</summary>
    string Log { get; }
}
