namespace CentralOps.Domain.Processes;

/// <summary>What conditions may ask about the steps that were left; a case and a dry run leave the same.</summary>
public static class StepVariables
{
    /// <summary>Outcome of the step that was left last.</summary>
    public const string Outcome = "outcome";

    /// <summary>Outcome of each element when it was left last; <c>*</c> is its id.</summary>
    public const string OutcomeOf = "*_outcome";

    /// <summary>The step that was left last with an outcome that is not a good one.</summary>
    public const string FailedStep = "failed_step";

    /// <summary>Its outcome.</summary>
    public const string FailedOutcome = "failed_outcome";

    /// <summary>The case goes on as it should.</summary>
    public static bool IsGood(string outcome) => outcome is "ok" or "clear";
}
