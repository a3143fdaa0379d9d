using System.Globalization;
using System.Runtime.CompilerServices;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;

namespace CentralOps.Domain.Cases;

/// <summary>One customer transaction from capture to archive: the aggregate that every advance loads, changes by its verbs and saves in one transaction.</summary>
public sealed class Case
{
    /// <summary>Above every limit: the largest amount in yuan that is stored.</summary>
    public const decimal UnknownAmount = 9_999_999_999_999.99m;

    private const int LongestName = 200;

    private DateTimeOffset _dueAt;

    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>Case number that people quote: business date + 7 digits, e.g. <c>202611230000042</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Key of the business type.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Branch that submitted it.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Teller (user id) who submitted it.</summary>
    public Guid SubmittedBy { get; init; }

    /// <summary>Channel: <c>branch</c>, <c>api</c> …</summary>
    public string Channel { get; init; } = "branch";

    /// <summary>The bank's date when it was submitted.</summary>
    public DateOnly BusinessDate { get; init; }

    /// <summary>Submitted at (UTC).</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Service-level time of the whole case (UTC).</summary>
    public DateTimeOffset DueAt { get => _dueAt; init => _dueAt = value; }

    /// <summary>Reached an end at (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public CaseStatus Status { get; private set; }

    /// <summary>Credit of the priority class in milliseconds: how much earlier than its due time its tasks are served.</summary>
    public long PriorityCredit { get; private set; }

    /// <summary>Amount in yuan once known, for lists, limits and routing.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>
    /// What a decision is about, against the limit of whoever decides: an amount that the case must have and that nobody knows yet is above every limit; null = it has none.
    /// </summary>
    public decimal? AmountAtStake => Amount ?? (Field("amount") is { Status: not FieldStatus.Accepted } ? UnknownAmount : null);

    /// <summary>Customer (payer) name once known, for lists.</summary>
    public string? CustomerName { get; private set; }

    /// <summary>Everything that is loaded and saved with the case as one document.</summary>
    public CaseBody Body { get; private set; } = new();

    /// <summary>Tokens and scopes of the running process.</summary>
    public ProcessState Process { get => Body.Process; init => Body.Process = value; }

    /// <summary>Facts that steps have established beside the fields.</summary>
    public CaseFacts Facts => Body.Facts;

    /// <summary>Items of the front checklist that the teller ticked.</summary>
    public List<string> Checklist { get => Body.Checklist; init => Body.Checklist = value; }

    /// <summary>Pages in order; a replaced page stays, marked.</summary>
    public List<CasePage> Pages { get => Body.Pages; init => Body.Pages = value; }

    /// <summary>Fields by code.</summary>
    public List<CaseField> Fields { get => Body.Fields; init => Body.Fields = value; }

    /// <summary>Every value of every person: provenance and accuracy come from here.</summary>
    public List<FieldKeying> Keyings { get => Body.Keyings; init => Body.Keyings = value; }

    /// <summary>What steps have established, and for which inputs: a step whose inputs did not change is not done again after a return.</summary>
    public List<StepEvidence> Evidence { get => Body.Evidence; init => Body.Evidence = value; }

    /// <summary>What happened since the case was loaded; the store appends it to the timeline.</summary>
    public List<CaseEvent> Events { get; init; } = [];

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>True when the case has reached an end.</summary>
    public bool IsFinished => Status is CaseStatus.Completed or CaseStatus.Rejected or CaseStatus.Withdrawn;

    /// <summary>The core may have been asked to book: no way back any more.</summary>
    public bool IsPostingBegun => Facts.Get(FlowFacts.PostingBegun);

    /// <summary>Pages that count: not replaced, not dropped.</summary>
    public IEnumerable<CasePage> LivePages => Pages.Where(p => !p.Replaced).OrderBy(p => p.Number);

    /// <summary>The field, or null.</summary>
    public CaseField? Field(string code) => Fields.FirstOrDefault(f => f.Code == code);

    /// <summary>Replaces the body by a stored one.</summary>
    public void Restore(CaseBody body) => Body = body;

    /// <summary>The accepted value of a field, or null.</summary>
    public string? Accepted(string code) => Field(code) is { Status: FieldStatus.Accepted } f ? f.Value : null;

    /// <summary>Takes a field; one of the same code gives way to it.</summary>
    public void Put(CaseField field)
    {
        Living();
        Fields.RemoveAll(f => f.Code == field.Code);
        Fields.Add(field);
    }

    /// <summary>Gives a field its trusted value; amount and customer go to the case's own columns as well.</summary>
    /// <param name="field">The field of this case.</param>
    /// <param name="value">Normalised value.</param>
    /// <param name="source">How it was accepted: <see cref="CaseField.Source"/>.</param>
    /// <param name="now">Now (UTC).</param>
    public void Accept(CaseField field, string value, string source, DateTimeOffset now)
    {
        Living();
        if (!Fields.Contains(field)) throw new RuleBroken($"case {Number} has another field {field.Code}");
        if (field.PageId is { } page && Pages.Exists(p => p.Id == page && p.Replaced)) throw new RuleBroken($"field {field.Code} of case {Number} stands on a page that was replaced");
        field.Accept(value, source, now);
        if (field.Code == "amount" && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)) Amount = amount;
        if (field.Code == Body.Customer) CustomerName = Short(value);
    }

    /// <summary>Fields that are to be read or keyed again lose their value's weight; everything else keeps what was verified. Fields that the case does not have are passed over.</summary>
    public void Reopen(IEnumerable<string> codes, DateTimeOffset now)
    {
        Living();
        foreach (var code in codes) Field(code)?.OpenAgain(now);
    }

    /// <summary>The customer's name as somebody else knows it, where no field has said it.</summary>
    public void Know(string customer) => CustomerName ??= Short(customer);

    /// <summary>A page takes the place of another, which stays, marked. What was read on that one is not trusted any more; it may still witness what will be read on the new one.</summary>
    public void Replace(CasePage old, CasePage page)
    {
        Living();
        if (!Pages.Contains(old)) throw new RuleBroken($"page {old.Id} is not of case {Number}");
        old.Replace();
        foreach (var field in Fields.Where(f => f.PageId == old.Id)) field.LosePage();
        Pages.Add(page);
    }

    /// <summary>Fields whose page was replaced, and that stand on no page since, are gone.</summary>
    public void ForgetLostFields() => Fields.RemoveAll(f => f.PageId is { } id && Pages.Exists(p => p.Id == id && p.Replaced));

    /// <summary>A step was left: what conditions may ask of it.</summary>
    public void LeftStep(StepElement element, string outcome)
    {
        Facts.Set(FlowFacts.Outcome, outcome);
        Facts.Set(FlowFacts.OutcomeOf, element.Id, outcome);
        if (!StepVariables.IsGood(outcome)) Broke(element, outcome);
    }

    /// <summary>A step did not end as it should: by such an outcome, or by an error that the process catches.</summary>
    public void Broke(StepElement element, string outcome)
    {
        Facts.Set(FlowFacts.FailedStep, element.Step);
        Facts.Set(FlowFacts.FailedOutcome, outcome);
    }

    /// <summary>Its tasks are served so many milliseconds earlier than their due time.</summary>
    public void Prioritise(long credit) => PriorityCredit = credit;

    /// <summary>Another service-level time.</summary>
    public void Promise(DateTimeOffset dueAt) => _dueAt = dueAt;

    /// <summary>The branch is asked for something.</summary>
    public void SendToBranch() => Go(CaseStatus.WithBranch);

    /// <summary>Stops at an error until a supervisor has looked at it.</summary>
    public void Stop() => Go(CaseStatus.Incident);

    /// <summary>A task is put off. What the branch or a supervisor must do comes first.</summary>
    public void Suspend() => Go(Status is CaseStatus.WithBranch or CaseStatus.Incident ? Status : CaseStatus.Suspended);

    /// <summary>Goes on before its time.</summary>
    public void Resume()
    {
        if (Status != CaseStatus.Suspended) throw new RuleBroken($"case {Number} is not suspended");
        Go(CaseStatus.Running);
    }

    /// <summary>Has come to rest: what it was waiting for may be done, or may have gone by another way.</summary>
    /// <param name="asked">The branch has something to do.</param>
    /// <param name="stopped">A supervisor has an error to look at.</param>
    public void Rest(bool asked, bool stopped)
    {
        if ((Status == CaseStatus.WithBranch && !asked) || (Status == CaseStatus.Incident && !stopped))
            Go(asked ? CaseStatus.WithBranch : stopped ? CaseStatus.Incident : CaseStatus.Running);
    }

    /// <summary>From now on the core may have been asked: the case can no longer be withdrawn, returned or rejected, until the core has refused.</summary>
    public void BeginPosting()
    {
        Living();
        Facts.Set(FlowFacts.PostingBegun, true);
        Facts.Set(FlowFacts.CoreRefusal, null);
    }

    /// <summary>The core has booked or changed something: whatever else is refused, there is no way back from here.</summary>
    public void Booked()
    {
        Facts.Set(FlowFacts.PostingBegun, true);
        Facts.Set(FlowFacts.MoneyMoved, true);
    }

    /// <summary>The core has refused. What an earlier booking of the case has moved is not undone by that.</summary>
    public void PostingRefused(string refusal)
    {
        Facts.Set(FlowFacts.PostingBegun, Facts.Get(FlowFacts.MoneyMoved));
        Facts.Set(FlowFacts.CoreRefusal, refusal);
    }

    /// <summary>Reaches its end, for good.</summary>
    public void End(CaseStatus end, DateTimeOffset now)
    {
        if (end is not (CaseStatus.Completed or CaseStatus.Rejected or CaseStatus.Withdrawn)) throw new RuleBroken($"{end} is not an end");
        if (end != CaseStatus.Completed && IsPostingBegun) throw new RuleBroken($"case {Number} may have been booked: it cannot be {end}");
        Go(end);
        FinishedAt = now;
    }

    private static string Short(string name) => name.Length > LongestName ? name[..LongestName] : name;

    private void Go(CaseStatus status)
    {
        Living();
        Status = status;
    }

    private void Living([CallerMemberName] string verb = "")
    {
        if (IsFinished) throw new RuleBroken($"case {Number} is {Status}: {verb} comes too late");
    }
}
