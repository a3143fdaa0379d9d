namespace CentralOps.Domain.Processes;

/// <summary>Tokens and scopes of a running process; serialised as JSON with the case.</summary>
public sealed class ProcessState
{
    /// <summary>Configuration key of the process template.</summary>
    public string Key { get; set; } = "";

    /// <summary>Version the case started with.</summary>
    public int Version { get; set; }
}
