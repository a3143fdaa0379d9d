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

/// <summary>What the designer knows of an atomic step. Its name is the text <c>Step.{Step}</c>.</summary>
/// <param name="Step">Code, e.g. <c>seal.verify</c>.</param>
/// <param name="Group">Group of the palette; text <c>StepGroup.{Group}</c>.</param>
/// <param name="Actor">Who performs it.</param>
/// <param name="Posts">Posts that may get work from it.</param>
/// <param name="Outcomes">What it may end with; conditions read it as <c>{element}_outcome</c>.</param>
/// <param name="Parameters">What can be set on the element.</param>
public sealed record StepShape(string Step, string Group, StepActor Actor, IReadOnlyList<string> Posts, IReadOnlyList<string> Outcomes, IReadOnlyList<StepParameter> Parameters);

/// <summary>A parameter of a step. Its name is the text <c>StepParameter.{Name}</c>.</summary>
/// <param name="Name">Name in the model.</param>
/// <param name="Choices">Allowed values; empty = any text. Names: <c>StepParameter.{Name}.{Choice}</c>.</param>
public sealed record StepParameter(string Name, IReadOnlyList<string> Choices);

/// <summary>The atomic steps that a process may be composed of.</summary>
public interface IStepCatalogue
{
    /// <summary>All, in the order of the palette.</summary>
    IReadOnlyList<StepShape> All { get; }

    /// <summary>The step, or null.</summary>
    StepShape? Find(string step);
}
