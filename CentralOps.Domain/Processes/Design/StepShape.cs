namespace CentralOps.Domain.Processes.Design;

/// <summary>Who performs a step.</summary>
public enum StepActor
{
    /// <summary>A person at a post of the centre.</summary>
    Post,

    /// <summary>A person at the branch.</summary>
    Branch,

    /// <summary>A machine.</summary>
    Machine,

    /// <summary>A machine first, a person at a post when it is unsure.</summary>
    MachineThenPost,
}

/// <summary>Group of the palette, in its order; text <c>StepGroup.{Group}</c>.</summary>
public enum StepGroup
{
    /// <summary>Reads papers.</summary>
    Capture,

    /// <summary>Checks data.</summary>
    Check,

    /// <summary>Asks the branch.</summary>
    Branch,

    /// <summary>Verifies seals, passwords, people.</summary>
    Verify,

    /// <summary>Decides.</summary>
    Approve,

    /// <summary>Posts and finishes.</summary>
    Post,
}

/// <summary>Phase of a case as a teller understands it, in the usual order; text <c>Phase.{Phase}</c>.</summary>
public enum StepPhase
{
    /// <summary>Submitted, or back at the branch.</summary>
    Received,

    /// <summary>Pages are recognised.</summary>
    Recognition,

    /// <summary>Fields are keyed.</summary>
    Entry,

    /// <summary>Data, seals and risks are checked.</summary>
    Checks,

    /// <summary>People decide.</summary>
    Approval,

    /// <summary>The core is told.</summary>
    Posting,

    /// <summary>Documents, receipt, archive.</summary>
    Receipt,
}

/// <summary>All that the rest of the portal knows of an atomic step. Its name is the text <c>Step.{Step}</c>.</summary>
/// <param name="Step">Code, e.g. <c>seal.verify</c>.</param>
/// <param name="Group">Group of the palette.</param>
/// <param name="Phase">Phase of a case that is at this step.</param>
/// <param name="Actor">Who performs it.</param>
/// <param name="Outcomes">What it may end with; conditions read it as <c>{element}_outcome</c>.</param>
public sealed record StepShape(string Step, StepGroup Group, StepPhase Phase, StepActor Actor, IReadOnlyList<string> Outcomes)
{
    private static readonly StepError[] OfMachines = [StepError.MachineFailed];

    /// <summary>What can be set on the element.</summary>
    public IReadOnlyList<StepParameter> Parameters { get; init; } = [];

    /// <summary>Parameters that name posts.</summary>
    public IEnumerable<string> PostParameters => Desks.Select(d => d.PostParameter).Distinct();

    /// <summary>Tasks that it gives to people of the centre.</summary>
    public IReadOnlyList<StepDesk> Desks { get; init; } = [];

    /// <summary>Operations that it asks machines for.</summary>
    public IReadOnlyList<StepMachine> Machines { get; init; } = [];

    /// <summary>What it asks the branch for; null = nothing.</summary>
    public BranchDesk? Branch { get; init; }

    /// <summary>A later desk may send the case back here.</summary>
    public bool Returnable { get; init; }

    /// <summary>Errors that it can throw, those of its machines unless it says otherwise; an error event that waits for another one is refused.</summary>
    public IReadOnlyList<StepError> Errors { get => field ?? (Machines.Count > 0 ? OfMachines : []); init; }

    /// <summary>Facts that it writes into the case, by FEEL name; <c>changes_*</c> = all that begin so. Conditions may read them.</summary>
    public IReadOnlyList<string> Establishes { get; init; } = [];

    /// <summary>Messages that may come to a case that has been here.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];
}

/// <summary>A parameter of a step. Its name is the text <c>StepParameter.{Name}</c>.</summary>
/// <param name="Name">Name in the model.</param>
/// <param name="Choices">Allowed values; empty = any text. Names: <c>StepParameter.{Name}.{Choice}</c>.</param>
public sealed record StepParameter(string Name, IReadOnlyList<string> Choices)
{
    /// <summary>The step cannot be done without it.</summary>
    public bool Required { get; init; }
}

/// <summary>A task for people of the centre.</summary>
/// <param name="Task">Kind of task: the panel that shows it, e.g. <c>entry.slice</c>. Its name is the text <c>Task.{Task}</c>.</param>
/// <param name="Post">Post that gets it unless the process names another one.</param>
public sealed record StepDesk(string Task, string Post)
{
    /// <summary>The desk at which people look at what stopped, whatever its step.</summary>
    public static StepDesk Incident { get; } = new("incident", "incident")
    {
        PostParameter = "", // no process sends it elsewhere
        Screen = ScreenShape.Decision,
        Verbs = [DeskVerbs.Return, DeskVerbs.Reject, DeskVerbs.Suspend, DeskVerbs.Escalate],
    };

    /// <summary>Parameter with which a process names another post. Its name is the text <c>StepParameter.{PostParameter}</c>.</summary>
    public string PostParameter { get; init; } = "post";

    /// <summary>Target time of the task; null = that of its post.</summary>
    public TimeSpan? Target { get; init; }

    /// <summary>The screen that its desk is drawn from; null = an instrument for one thing.</summary>
    public ScreenShape? Screen { get; init; }

    /// <summary>What people may do with the task beside its own result; see <see cref="DeskVerbs"/>.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [DeskVerbs.Escalate];

    /// <summary>Post that gets it from an element.</summary>
    public string PostOf(StepElement element) => element.Parameter(PostParameter) is { Length: > 0 } named ? named : Post;
}

/// <summary>What people may do with a task beside its own result. Its name is the text <c>Verb.{verb}</c>; reasons are for one of those that ask for them.</summary>
public static class DeskVerbs
{
    /// <summary>Back to the branch or to an earlier step, with a reason.</summary>
    public const string Return = "return";

    /// <summary>The case is refused for good, with a reason.</summary>
    public const string Reject = "reject";

    /// <summary>The branch is asked for another picture; the task waits for it.</summary>
    public const string Picture = "picture";

    /// <summary>Put off until a time.</summary>
    public const string Suspend = "suspend";

    /// <summary>To a supervisor, with a reason.</summary>
    public const string Escalate = "escalate";

    /// <summary>Those of whoever decides on the whole case.</summary>
    public static IReadOnlyList<string> OfDeciders { get; } = [Return, Reject, Picture, Suspend, Escalate];
}

/// <summary>Work of a machine.</summary>
/// <param name="Operation">What it does, e.g. <c>recognise</c>. Its name is the text <c>Task.{Operation}</c>.</param>
/// <param name="Queue">Where it waits.</param>
public sealed record StepMachine(string Operation, MachineQueue Queue);

/// <summary>A queue of machine work. Its name is the text <c>Queue.{Name}</c>.</summary>
/// <param name="Name">Code.</param>
/// <param name="Slots">How many of its items a node performs at once.</param>
public sealed record MachineQueue(string Name, int Slots)
{
    /// <summary>The image worker: each keeps a core busy.</summary>
    public static MachineQueue Recognition { get; } = new("recognition", 3);

    /// <summary>Systems that are asked.</summary>
    public static MachineQueue External { get; } = new("external", 8);

    /// <summary>The core, told.</summary>
    public static MachineQueue Core { get; } = new("core", 8);

    /// <summary>Papers and archive.</summary>
    public static MachineQueue Documents { get; } = new("documents", 2);
}

/// <summary>A task of the case's branch.</summary>
/// <param name="Task">Kind of task: the panel that shows it, e.g. <c>branch.rework</c>. Its name is the text <c>Task.{Task}</c>.</param>
/// <param name="Permission">Who of the branch does it.</param>
public sealed record BranchDesk(string Task, string Permission)
{
    /// <summary>The branch may refuse the case for good instead.</summary>
    public bool MayReject { get; init; }
}

/// <summary>The atomic steps that a process may be composed of.</summary>
public interface IStepCatalogue
{
    /// <summary>All, in the order of the palette.</summary>
    IReadOnlyList<StepShape> All { get; }

    /// <summary>The step, or null.</summary>
    StepShape? Find(string step);

    /// <summary>Kinds of tasks for people of the centre, one for each, in that order; incidents last.</summary>
    IReadOnlyList<StepDesk> Desks { get; }

    /// <summary>Queues of machine work.</summary>
    IReadOnlyList<MachineQueue> Queues { get; }
}
