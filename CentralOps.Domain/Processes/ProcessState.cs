using System.Text.Json.Serialization;

namespace CentralOps.Domain.Processes;

/// <summary>Tokens and scopes of a running process; serialised as JSON with the case. Changed by <see cref="ProcessEngine"/> only.</summary>
public sealed class ProcessState
{
    /// <summary>Configuration key of the process template.</summary>
    public string Key { get; set; } = "";

    /// <summary>Version the case started with.</summary>
    public int Version { get; set; }

    /// <summary>Versions of the called processes, by key: fixed at the start, so that a publication never changes a running case.</summary>
    public Dictionary<string, int> CalledVersions { get; set; } = [];

    /// <summary>The process itself (first) and every call or sub-process that is open.</summary>
    public List<ProcessScope> Scopes { get; set; } = [];

    /// <summary>All tokens, in order of arrival. Each wait is a new token with a new id, so that a late answer to an earlier wait finds nothing.</summary>
    public List<ProcessToken> Tokens { get; set; } = [];

    /// <summary>Activities that were completed and can be undone, in order of completion.</summary>
    public List<DoneActivity> Done { get; set; } = [];

    /// <summary>True when no token is left or all were cancelled.</summary>
    public bool Ended { get; set; }

    /// <summary>The token, or null when it has gone.</summary>
    public ProcessToken? Token(Guid tokenId) => Tokens.Find(t => t.Id == tokenId);

    /// <summary>Number and item of the innermost instance that a token is in; null = in none.</summary>
    public (int Number, string? Item)? InstanceOf(ProcessToken token)
    {
        for (var at = token; at is not null;)
        {
            var scope = Scopes.Find(s => s.Id == at.ScopeId);
            if (at.Instance is { } number && scope?.Loop is { } loop) return (number, loop.Items is { } items && number <= items.Count ? items[number - 1] : null);
            at = scope?.ParentToken is { } parent ? Token(parent) : null;
        }

        return null;
    }

    /// <summary>The scope, which must exist.</summary>
    internal ProcessScope Scope(Guid scopeId) => Scopes.Find(s => s.Id == scopeId)
        ?? throw new InvalidOperationException($"process state has a token in scope {scopeId}, which it does not have");
}

/// <summary>An open process, call activity or embedded sub-process.</summary>
public sealed class ProcessScope
{
    /// <summary>Identity in the state.</summary>
    public Guid Id { get; set; }

    /// <summary>The token that waits on the call activity or sub-process; null for the process itself.</summary>
    public Guid? ParentToken { get; set; }

    /// <summary>Key of the process template that holds the elements.</summary>
    public string ProcessKey { get; set; } = "";

    /// <summary>Its version.</summary>
    public int Version { get; set; }

    /// <summary>Id of the embedded sub-process; null = the whole process.</summary>
    public string? SubProcess { get; set; }

    /// <summary>The instances of an activity that is done several times; null = not such a scope.</summary>
    public LoopState? Loop { get; set; }

    /// <summary>What is still to be undone, next first; null = not a scope of compensation.</summary>
    public List<DoneActivity>? Undoing { get; set; }
}

/// <summary>Where a multi-instance activity stands.</summary>
public sealed class LoopState
{
    /// <summary>The activity.</summary>
    public string ElementId { get; set; } = "";

    /// <summary>How often it is done.</summary>
    public int Count { get; set; }

    /// <summary>Instances begun.</summary>
    public int Begun { get; set; }

    /// <summary>Instances done.</summary>
    public int Done { get; set; }

    /// <summary>One item for each instance as JSON (number, text, yes/no or null); null = counted only.</summary>
    public List<string>? Items { get; set; }

    /// <summary>Variable of the item.</summary>
    public string? Item { get; set; }
}

/// <summary>A completed activity that can be undone.</summary>
public sealed class DoneActivity
{
    /// <summary>Scope it was done in, or that which that one was inside of when it has closed.</summary>
    public Guid ScopeId { get; set; }

    /// <summary>Process that holds it.</summary>
    public string ProcessKey { get; set; } = "";

    /// <summary>Its version.</summary>
    public int Version { get; set; }

    /// <summary>The activity.</summary>
    public string ElementId { get; set; } = "";

    /// <summary>The activity directly in the scope that it belongs to: itself, or the sub-process or call around it.</summary>
    public string Within { get; set; } = "";
}

/// <summary>Why a token stands still.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenStatus>))]
public enum TokenStatus
{
    /// <summary>Waits for a step, a message or a time.</summary>
    Waiting,

    /// <summary>Waits at a joining gateway for the others.</summary>
    Joining,

    /// <summary>Waits for a call activity or sub-process to end.</summary>
    Calling,

    /// <summary>Stopped by an error; <see cref="ProcessEngine.Retry"/> tries again.</summary>
    Incident,
}

/// <summary>A token: one place where the process waits.</summary>
public sealed class ProcessToken
{
    /// <summary>Identity, unique for each wait.</summary>
    public Guid Id { get; set; }

    /// <summary>The scope it is in.</summary>
    public Guid ScopeId { get; set; }

    /// <summary>The element it stands on.</summary>
    public string ElementId { get; set; } = "";

    /// <summary>Why it stands still.</summary>
    public TokenStatus Status { get; set; }

    /// <summary>The sequence flow it came by: a join counts flows, not tokens.</summary>
    public string? ArrivedBy { get; set; }

    /// <summary>Times and messages that can move it.</summary>
    public List<ArmedEvent> Armed { get; set; } = [];

    /// <summary>Number of the instance of a multi-instance activity, from 1; null = not one of several.</summary>
    public int? Instance { get; set; }

    /// <summary>Message of the incident; null = none.</summary>
    public string? Incident { get; set; }
}

/// <summary>A time or message that a token listens for.</summary>
public sealed class ArmedEvent
{
    /// <summary>The catch or boundary event.</summary>
    public string ElementId { get; set; } = "";

    /// <summary>Name of the message or signal; null = it is a timer.</summary>
    public string? Message { get; set; }

    /// <summary>It is a signal.</summary>
    public bool IsSignal { get; set; }

    /// <summary>How often a repeating timer will still fire after the next time; −1 = without end.</summary>
    public int Repeats { get; set; }
}
