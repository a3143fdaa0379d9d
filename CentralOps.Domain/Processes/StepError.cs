namespace CentralOps.Domain.Processes;

/// <summary>A business error that a step can throw: an error event on its border, or around it, takes the case from there. Its name is the text <c>StepError.{Code}</c>.</summary>
/// <param name="Code">Code that the error event names.</param>
/// <param name="Outcome">How the step ends where nothing catches the error; null = the case stops at an incident.</param>
public sealed record StepError(string Code, string? Outcome = null)
{
    /// <summary>The step's machine has used up its attempts.</summary>
    public static readonly StepError MachineFailed = new("machine-failed");
}
