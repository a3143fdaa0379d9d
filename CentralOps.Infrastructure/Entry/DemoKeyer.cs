using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Demo;

namespace CentralOps.Infrastructure.Entry;

/// <summary>The simulated keyer.</summary>
internal sealed class DemoKeyer : IDemoAnswer
{
    /// <summary>Keys in a hundred that are wrong: about what trained keyers do on a bad day, and enough to keep arbitration at work.</summary>
    private const int SlipsInHundred = 3;

    public IReadOnlyList<string> Tasks { get; } = [EnterFieldsStep.Slice, EnterFieldsStep.Arbitration];

    public (int Least, int Most) Takes => (2500, 6000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample)
    {
        var payload = StoredJson.Read<SlicePayload>(item.Payload);
        var dice = new Random(item.Id.GetHashCode());
        // What the sample does not say is not on its papers: the field is blank.
        var value = sample is not null
            ? sample.Truth(payload.Field) ?? ""
            : payload.Values?.FirstOrDefault(v => v is not null) ?? @case.Field(payload.Field)?.MachineValue;
        if (item.Task == EnterFieldsStep.Slice && value is { Length: > 1 } && dice.Next(100) < SlipsInHundred) value = value[..^1];
        return WorkResult.Done(new SliceKeyed(value, value is null, dice.Next(2500, 6000)));
    }
}

/// <summary>The simulated keyer of whole vouchers.</summary>
internal sealed class DemoVoucherKeyer : IDemoAnswer
{
    public IReadOnlyList<string> Tasks { get; } = [EnterFieldsStep.Voucher];

    public (int Least, int Most) Takes => (6000, 12_000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample)
    {
        var dice = new Random(item.Id.GetHashCode());
        return WorkResult.Done(new VoucherKeyed([.. StoredJson.Read<VoucherPayload>(item.Payload).Fields.Select(code =>
        {
            var value = sample is not null ? sample.Truth(code) ?? "" : @case.Field(code)?.MachineValue;
            return new VoucherFieldKeyed(code, value, value is null, dice.Next(1500, 4000));
        })]));
    }
}

/// <summary>The simulated corrector. What is keyed right and still fails is wrong on the paper: that goes back to the branch.</summary>
internal sealed class DemoCorrector : IDemoAnswer
{
    public IReadOnlyList<string> Tasks { get; } = ["correction"];

    public (int Least, int Most) Takes => (6000, 12_000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample)
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
}
