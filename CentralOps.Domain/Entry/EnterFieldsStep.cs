using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Entry;

/// <summary>Step 5, 要素录入: every field becomes a trusted value by its keying policy; slices of one case go to several people at once.</summary>
public sealed class EnterFieldsStep(VoucherConfiguration vouchers, IParameters parameters) : IAmendableStep
{
    /// <summary>Panel of one slice.</summary>
    public const string Slice = "entry.slice";

    /// <summary>Panel that settles a difference.</summary>
    public const string Arbitration = "entry.arbitration";

    private static readonly StepDesk SliceDesk = new(Slice, WorkPosts.Entry), ArbitrationDesk = new(Arbitration, WorkPosts.Arbitration) { PostParameter = "arbitration-post" };

    // Long enough to notice a slip on the slice before, too short to come back to it after lunch.
    private static readonly TimeSpan Amendable = TimeSpan.FromMinutes(5);

    /// <summary>Panel of a whole page.</summary>
    public const string Voucher = "entry.voucher";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("entry.fields", StepGroup.Capture, StepPhase.Entry, StepActor.MachineThenPost, ["ok", "illegible"])
    {
        Desks = [SliceDesk, WholeVouchers.Desk, ArbitrationDesk],
        Returnable = true,
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.ForgetLostFields(); // a process need not read again what came back
        foreach (var field in scope.Case.Fields.Where(f => f.Status == FieldStatus.Open).ToList()) Go(scope, field);
        WholeVouchers.AddWork(scope);
        CompleteWhenDone(scope);
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (item.Task == Voucher) return VoucherFinished(scope, item, result.Read<VoucherKeyed>());
        var keyed = result.Read<SliceKeyed>();
        var code = StoredJson.Read<SlicePayload>(item.Payload).Field;
        if (scope.Case.Field(code) is not { } field || scope.UserId is null) return Outcome.Ok;
        if (keyed is { Illegible: false, Value.Length: > 500 }) return Outcome.No("entry.too-long");
        Take(scope, field, item.Task == Arbitration ? "arbitration" : "key", keyed);
        CompleteWhenDone(scope);
        return Outcome.Ok;
    }

    private Outcome VoucherFinished(StepScope scope, WorkItem item, VoucherKeyed keyed)
    {
        var payload = StoredJson.Read<VoucherPayload>(item.Payload);
        if (keyed.Fields.Any(f => f.Value?.Length > 500)) return Outcome.No("entry.too-long");
        if (payload.Fields.FirstOrDefault(code => keyed.Fields.Count(f => f.Code == code) != 1) is { } missing) return Outcome.No("entry.missing", missing);
        scope.Exclude(scope.UserId!.Value, WholeVouchers.Duty(payload.PageId));
        foreach (var code in payload.Fields)
        {
            var one = keyed.Fields.Single(f => f.Code == code);
            if (scope.Case.Field(code) is { } field) Take(scope, field, "key", new SliceKeyed(one.Illegible ? null : one.Value ?? "", one.Illegible, one.Milliseconds));
        }

        WholeVouchers.AddWork(scope);
        CompleteWhenDone(scope);
        return Outcome.Ok;
    }

    private void Take(StepScope scope, CaseField field, string role, SliceKeyed keyed)
    {
        var user = scope.UserId!.Value;
        scope.Case.Keyings.Add(new FieldKeying
        {
            CaseId = scope.Case.Id,
            Code = field.Code,
            UserId = user,
            Role = role,
            Value = keyed.Illegible ? null : vouchers.Fields.Normalise(field.Code, keyed.Value ?? ""),
            Illegible = keyed.Illegible,
            SliceHash = field.SliceHash,
            At = scope.Now,
            Milliseconds = Math.Clamp(keyed.Milliseconds, 0, 3_600_000),
        });
        scope.Exclude(user, $"field:{field.Code}");
        scope.Exclude(user, Duties.Review);
        scope.Exclude(user, Duties.Authorization);
        if (field.Status == FieldStatus.Open) Go(scope, field);
    }

    /// <inheritdoc />
    public Outcome Amend(StepScope scope, WorkItem item, WorkResult result)
    {
        var (keyed, code) = (result.Read<SliceKeyed>(), StoredJson.Read<SlicePayload>(item.Payload).Field);
        if (keyed is { Illegible: false, Value.Length: > 500 }) return Outcome.No("entry.too-long");
        if (item.Task != Slice || scope.Case.Field(code) is not { Status: FieldStatus.Open } field) return Outcome.No("entry.settled");
        var keyings = scope.Case.Keyings;
        // Only the last word on the field may be changed, and only its own: whoever keyed or settled after it has used it.
        if (keyings.FindLast(k => k.Code == code) is not { Role: "key" } mine || mine.UserId != scope.UserId || mine.SliceHash != field.SliceHash || scope.Now - mine.At > Amendable)
            return Outcome.No("entry.settled");
        var arbitration = Open(scope, field).Where(w => w.Task == Arbitration).ToList();
        if (arbitration.Exists(w => w.State != WorkState.Waiting)) return Outcome.No("entry.settled");
        foreach (var open in arbitration) scope.Cancel(open);
        keyings[keyings.IndexOf(mine)] = new FieldKeying
        {
            CaseId = mine.CaseId, Code = code, UserId = mine.UserId, Role = mine.Role, SliceHash = mine.SliceHash, At = scope.Now, Milliseconds = mine.Milliseconds,
            Value = keyed.Illegible ? null : vouchers.Fields.Normalise(code, keyed.Value ?? ""), Illegible = keyed.Illegible,
        };
        Go(scope, field);
        CompleteWhenDone(scope);
        return Outcome.Ok;
    }

    // What the machine read may be shown only where it is the first key and the policy does not ask for two independent ones.
    private FieldProposal? Proposal(CaseField field, int keys, bool machineValid) =>
        keys == 1 && machineValid && parameters.Get(ParameterKeys.EntryProposals) == "true" ? FieldProposal.Of(field, vouchers.Fields.Of(field.Code)) : null;

    private void Go(StepScope scope, CaseField field)
    {
        var machineValid = field.MachineValue is { } machine && vouchers.Fields.Problems(field.Code, machine).Count == 0;
        switch (FieldSettlement.Next(field, scope.Case.Keyings, machineValid || (field.Optional && field.MachineValue == "")))
        {
            case FieldNeed.Accept accept:
                scope.Case.Accept(field, accept.Value, accept.Source, scope.Now);
                foreach (var open in Open(scope, field).ToList()) scope.Cancel(open);
                break;
            case FieldNeed.GiveUp:
                field.MarkIllegible();
                foreach (var open in Open(scope, field).ToList()) scope.Cancel(open);
                break;
            case FieldNeed.Keys when WholeVouchers.Takes(field):
                break; // keyed with the page it is on
            case FieldNeed.Keys keys:
                var there = scope.Case.Keyings.Count(k => k.Code == field.Code && k.Role == "key" && k.SliceHash == field.SliceHash && (field.OpenedAgainAt is null || k.At > field.OpenedAgainAt));
                for (var i = there + Open(scope, field).Count(); i < keys.Count; i++) scope.Add(Work(scope, SliceDesk, field, null, Proposal(field, keys.Count, machineValid)));
                break;
            case FieldNeed.Arbitrate arbitrate when !Open(scope, field).Any():
                scope.Add(Work(scope, ArbitrationDesk, field, arbitrate.Values));
                break;
            default:
                break; // the open keys decide first
        }
    }

    private static IEnumerable<WorkItem> Open(StepScope scope, CaseField field) =>
        scope.OpenWork.Where(w => w.Task is Slice or Arbitration && StoredJson.Read<SlicePayload>(w.Payload).Field == field.Code);

    private static NewWork Work(StepScope scope, StepDesk desk, CaseField field, IReadOnlyList<string?>? values, FieldProposal? proposal = null) => NewWork.Human(desk) with
    {
        Payload = new SlicePayload(field.Code, field.SliceHash, values, proposal),
        ConflictKey = scope.DutyKey($"field:{field.Code}"),
    };

    private static void CompleteWhenDone(StepScope scope)
    {
        if (scope.OpenWork.Any()) return;
        scope.Complete(scope.Case.Fields.Exists(f => f.Status == FieldStatus.Illegible) ? "illegible" : "ok");
    }
}

/// <summary>Payload of slice and arbitration tasks.</summary>
/// <param name="Field">Field code.</param>
/// <param name="Slice">Content hash of the slice.</param>
/// <param name="Values">Differing values (arbitration only); null = illegible.</param>
/// <param name="Proposal">What the machine read, where the keyer may see it; null = key it blind.</param>
public sealed record SlicePayload(string Field, string? Slice, IReadOnlyList<string?>? Values, FieldProposal? Proposal = null);
