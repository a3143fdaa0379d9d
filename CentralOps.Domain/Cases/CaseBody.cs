using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Processes;

namespace CentralOps.Domain.Cases;

/// <summary>The part of a case that every advance needs whole: stored as one JSON document in the case's row, so that an advance is one read and one write.</summary>
public sealed class CaseBody
{
    private const int MostDecisions = 100;

    /// <summary>Tokens and scopes.</summary>
    public ProcessState Process { get; set; } = new();

    /// <summary>Facts by FEEL name.</summary>
    public CaseFacts Facts { get; set; } = new();

    /// <summary>Ticked items.</summary>
    public List<string> Checklist { get; set; } = [];

    /// <summary>Pages.</summary>
    public List<CasePage> Pages { get; set; } = [];

    /// <summary>Fields.</summary>
    public List<CaseField> Fields { get; set; } = [];

    /// <summary>Keyings.</summary>
    public List<FieldKeying> Keyings { get; set; } = [];

    /// <summary>Evidence.</summary>
    public List<StepEvidence> Evidence { get; set; } = [];

    /// <summary>Paths of the steps that a token has reached, in order of the first visit; a path is the ids from the outermost call inwards, separated by <c>/</c>.</summary>
    public List<string> Visited { get; set; } = [];

    /// <summary>Elements and flows that a token has passed, by process key, each once: the path on the picture of the case.</summary>
    public Dictionary<string, List<string>> Passed { get; set; } = [];

    /// <summary>Decisions that rule sets have taken, in order; the latest of them when there are very many.</summary>
    public List<TakenDecision> Decisions { get; set; } = [];

    /// <summary>Calendar in whose business hours the case's service level runs; empty = around the clock; null = as the parameter says.</summary>
    public string? ServiceCalendar { get; set; }

    /// <summary>Field with the customer's name, as the business type said at the beginning.</summary>
    public string Customer { get; set; } = "payer.name";

    /// <summary>Fields with numbers of papers, as the business type said at the beginning; cases of version 0.1 were found by these two.</summary>
    public List<string> Numbers { get; set; } = ["voucher.number", "bill.number"];

    /// <summary>Takes from the business type what stays with the case, whatever becomes of the type.</summary>
    public void Begin(BusinessType type) => (ServiceCalendar, Customer, Numbers) = (type.Calendar, type.Customer, [.. type.Numbers]);

    /// <summary>The latest return to the branch, until it is answered and the case is finished.</summary>
    public Advancing.ReturnNote? Return { get; set; }

    /// <summary>What the step that failed last found; null = it said nothing of its own.</summary>
    public Advancing.StepFinding? Found { get; set; }

    /// <summary>Pictures that desks asked the branch for, in order.</summary>
    public List<PictureRequest> Pictures { get; set; } = [];

    /// <summary>Keeps a decision; a case that circles does not grow without end.</summary>
    public void Keep(TakenDecision decision)
    {
        if (Decisions.Count >= MostDecisions) Decisions.RemoveAt(0);
        Decisions.Add(decision);
    }

    /// <summary>Elements of a process have other ids from now on: a migration renamed them.</summary>
    public void Rename(string processKey, IReadOnlyDictionary<string, string> ids)
    {
        if (ids.Count == 0) return;
        if (Passed.TryGetValue(processKey, out var path)) Passed[processKey] = [.. path.Select(id => ids.GetValueOrDefault(id, id)).Distinct()];
        Visited = [.. Visited.Select(v => string.Join('/', v.Split('/').Select(id => ids.GetValueOrDefault(id, id)))).Distinct()];
    }
}
