using CentralOps.Domain.Processes;

namespace CentralOps.Domain.Cases.Facts;

/// <summary>What the flow itself establishes of a case, whatever its steps do.</summary>
public static class FlowFacts
{
    /// <summary>Outcome of the step that was left last.</summary>
    public static readonly Fact<string> Outcome = new(StepVariables.Outcome);

    /// <summary>Outcome of each element when it was left last, by its id.</summary>
    public static readonly FactFamily<string> OutcomeOf = new(StepVariables.OutcomeOf);

    /// <summary>The step that was left last with an outcome that is not a good one.</summary>
    public static readonly Fact<string> FailedStep = new(StepVariables.FailedStep);

    /// <summary>Its outcome.</summary>
    public static readonly Fact<string> FailedOutcome = new(StepVariables.FailedOutcome);

    /// <summary>Reason code of the latest return to the branch, by a person or by a rule, until it is answered.</summary>
    public static readonly Fact<string> ReturnReason = new("return_reason");

    /// <summary>Fields that a rule has sent the case back for, separated by semicolons, until it is answered.</summary>
    public static readonly Fact<string> ReturnFields = new("return_fields");

    /// <summary>Reason code of the rejection.</summary>
    public static readonly Fact<string> RejectReason = new("reject_reason");

    /// <summary>A rule's word: how many seconds earlier than their due time the tasks of the case are served.</summary>
    public static readonly Fact<decimal> PriorityCreditSeconds = new("priority_credit_seconds");

    /// <summary>A rule's word: minutes from the submission until the case is due.</summary>
    public static readonly Fact<decimal> ServiceMinutes = new("service_minutes");

    /// <summary>The core may have been asked to book or to change something: the case can no longer be withdrawn, returned or rejected.</summary>
    public static readonly Fact<bool> PostingBegun = new("posting_begun", closed: true);

    /// <summary>The core has booked or changed something for the case: no later refusal takes that back.</summary>
    public static readonly Fact<bool> MoneyMoved = new("money_moved", closed: true);

    /// <summary>The core's code and words when it refused last; null once it is asked again.</summary>
    public static readonly Fact<string> CoreRefusal = new("core_refusal", closed: true);
}
