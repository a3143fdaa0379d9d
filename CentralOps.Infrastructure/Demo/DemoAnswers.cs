using System.Collections.Concurrent;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;

namespace CentralOps.Infrastructure.Demo;

/// <summary>
/// What a simulated operator makes of a task: the truth of the sample, with a slip now and then. For papers that are no sample they take what the machine read.
/// </summary>
internal sealed class DemoAnswers(ICaseReader cases, DemoPapers papers, TimeProvider clock)
{
    /// <summary>Keys in a hundred that are wrong: about what trained keyers do on a bad day, and enough to keep arbitration at work.</summary>
    private const int SlipsInHundred = 3;

    private readonly ConcurrentDictionary<Guid, DemoCase> _known = [];
    private readonly Lazy<IReadOnlyList<DemoCase>> _shipped = new(papers.Shipped);

    /// <summary>Remembers which sample a case was made of.</summary>
    public void Remember(Guid caseId, DemoCase sample) => _known[caseId] = sample;

    /// <summary>The result; null = better leave it to a person.</summary>
    public async Task<WorkResult?> OfAsync(WorkItem item, CancellationToken cancel)
    {
        if (await cases.ReadAsync(item.CaseId, cancel) is not { } @case) return null;
        var sample = SampleOf(@case);
        return item.Task switch
        {
            EnterFieldsStep.Slice => Keyed(item, @case, sample, slips: true),
            EnterFieldsStep.Arbitration => Keyed(item, @case, sample, slips: false),
            EnterFieldsStep.Voucher => Keyed(item, @case, sample),
            "classification" => Classified(item, @case, sample),
            "correction" => Corrected(@case, sample),
            "phone" => Called(item),
            "seal" => Sealed(item, sample),
            "risk" or "review" or "authorization" or "specimen" or "landing" => WorkResult.Done(new Approved([.. @case.LivePages.Select(p => p.Id)], null)),
            _ => null,
        };
    }

    private DemoCase? SampleOf(Case @case)
    {
        if (_known.TryGetValue(@case.Id, out var known)) return known;
        var number = @case.Body.Numbers.Select(@case.Accepted).FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? @case.Pages.Select(p => p.VoucherNumber).FirstOrDefault(n => !string.IsNullOrEmpty(n));
        return number is null ? null : _shipped.Value.FirstOrDefault(s => s.Pages.Any(p => p.Number == number));
    }

    private static WorkResult Keyed(WorkItem item, Case @case, DemoCase? sample, bool slips)
    {
        var payload = CaseJson.Read<SlicePayload>(item.Payload);
        var dice = new Random(item.Id.GetHashCode());
        // What the sample does not say is not on its papers: the field is blank.
        var value = sample is not null
            ? sample.Truth(payload.Field) ?? ""
            : payload.Values?.FirstOrDefault(v => v is not null) ?? @case.Field(payload.Field)?.MachineValue;
        if (slips && value is { Length: > 1 } && dice.Next(100) < SlipsInHundred) value = value[..^1];
        return WorkResult.Done(new SliceKeyed(value, value is null, dice.Next(2500, 6000)));
    }

    private static WorkResult Keyed(WorkItem item, Case @case, DemoCase? sample)
    {
        var dice = new Random(item.Id.GetHashCode());
        return WorkResult.Done(new VoucherKeyed([.. CaseJson.Read<VoucherPayload>(item.Payload).Fields.Select(code =>
        {
            var value = sample is not null ? sample.Truth(code) ?? "" : @case.Field(code)?.MachineValue;
            return new VoucherFieldKeyed(code, value, value is null, dice.Next(1500, 4000));
        })]));
    }

    private static WorkResult Classified(WorkItem item, Case @case, DemoCase? sample)
    {
        var page = @case.Pages.Find(p => p.Id == CaseJson.Read<PageAsked>(item.Payload).PageId);
        var line = page is not null && sample is not null && page.Number <= sample.Pages.Count ? sample.Pages[page.Number - 1] : null;
        // Where the machine did not find the paper's edges by itself, the simulated person drags the corners to those of the scan.
        double[]? corners = page is { Doubt: "registration-failed" } ? [0, 0, page.Width, 0, page.Width, page.Height, 0, page.Height] : null;
        return WorkResult.Done(new PageClassified(page?.Id ?? Guid.Empty, line?.Template, corners));
    }

    // What is keyed right and still fails is wrong on the paper: that goes back to the branch.
    private static WorkResult Corrected(Case @case, DemoCase? sample)
    {
        var wrong = @case.Fields.Where(f => (f.Failures is not null || f.Status != FieldStatus.Accepted) && sample?.Truth(f.Code) is { } truth && truth != f.Value).ToList();
        return wrong.Count > 0
            ? WorkResult.Done(new FieldsCorrected(wrong.ToDictionary(f => f.Code, f => sample!.Truth(f.Code))))
            : WorkResult.Of("return-branch", new ReturnNote("R06", null, [.. @case.Fields.Where(f => f.Failures is not null).Select(MarkOf).OfType<PageMark>()]));
    }

    private static PageMark? MarkOf(CaseField field)
    {
        if (field is not { PageId: { } page, Quad: { Length: 8 } q }) return null;
        var (left, top) = (Math.Min(q[0], q[6]), Math.Min(q[1], q[3]));
        return new PageMark(page, left, top, Math.Max(q[2], q[4]) - left, Math.Max(q[5], q[7]) - top);
    }

    private WorkResult Called(WorkItem item)
    {
        var payload = CaseJson.Read<PhonePayload>(item.Payload);
        var reached = payload.Calls > 0 || new Random(item.Id.GetHashCode()).Next(100) >= 15;
        return WorkResult.Done(reached
            ? new PhoneOutcome("confirmed", payload.Script.ToDictionary(q => q, _ => true), null, null)
            : new PhoneOutcome("unreachable", new Dictionary<string, bool>(), null, clock.GetUtcNow().AddMinutes(2)));
    }

    private static WorkResult Sealed(WorkItem item, DemoCase? sample)
    {
        var genuine = sample?.Scenario is not ("forged-seal" or "missing-seal" or "expired-specimen");
        return WorkResult.Done(new SealsDecided([.. CaseJson.Read<SealPayload>(item.Payload).Seals.Select(s =>
        {
            var pass = genuine && s.SpecimenHash is not null && s.ImpressionHash is not null;
            return new SealDecided(s.Role, pass, pass ? "P01" : s.ImpressionHash is null || s.SpecimenHash is null ? "F04" : "F05");
        })]));
    }

    private sealed record PageAsked(Guid PageId);
}
