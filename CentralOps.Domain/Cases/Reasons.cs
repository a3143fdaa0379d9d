using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases;

/// <summary>Where reasons are asked for.</summary>
public static class ReasonUses
{
    /// <summary>Back to the branch or to an earlier step.</summary>
    public const string Return = DeskVerbs.Return;

    /// <summary>Refused for good.</summary>
    public const string Reject = DeskVerbs.Reject;

    /// <summary>To a supervisor.</summary>
    public const string Escalate = DeskVerbs.Escalate;

    /// <summary>Why a seal passes.</summary>
    public const string SealPass = "seal-pass";

    /// <summary>Why a seal fails.</summary>
    public const string SealFail = "seal-fail";

    /// <summary>Why a case goes on although something was found against it.</summary>
    public const string Release = "release";

    /// <summary>Given by the steps themselves; people do not choose it.</summary>
    public const string Machine = "machine";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Return, Reject, Escalate, SealPass, SealFail, Release, Machine];
}

/// <summary>The bank's reasons, as far as cases ask for them.</summary>
public interface IReasons
{
    /// <summary>True when the code may be chosen for the use at such a task today.</summary>
    /// <param name="use">See <see cref="ReasonUses"/>.</param>
    /// <param name="code">The code.</param>
    /// <param name="task">Kind of task at which it is chosen; null = whatever task.</param>
    bool Allows(string use, string code, string? task = null);

    /// <summary>True when the bank has any reason for the use at such a task today.</summary>
    bool Offers(string use, string task);

    /// <summary>True when the code says too little by itself: words go with it.</summary>
    bool AsksForWords(string code);
}
