using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.CentralAuthorization.Requests;

/// <summary>A request as its branch sees it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Number">The authorization number; null = not given (yet, or any more).</param>
/// <param name="UsedAt">Used at (UTC); null = not used.</param>
/// <param name="RejectReason">Reason code of a refusal; null = not refused.</param>
/// <param name="Fields">The transaction data, by field code.</param>
/// <param name="BusinessType">Its business type.</param>
/// <param name="BranchCode">Branch that asked.</param>
public sealed record AuthorizationRequest(
    Guid CaseId, string CaseNumber, CaseStatus Status, string? Number, DateTimeOffset? UsedAt, string? RejectReason, IReadOnlyDictionary<string, string> Fields, string BusinessType, string BranchCode)
{
    /// <summary>Why it came back to the branch; null = it did not.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>What the centre wants of the branch, in an operator's words; null = nothing.</summary>
    public string? Wanted { get; init; }

    /// <summary>In a word: <c>waiting</c>, <c>asked</c>, <c>given</c>, <c>used</c>, <c>refused</c>, <c>withdrawn</c>, <c>expired</c>.</summary>
    public string State => this switch
    {
        { UsedAt: not null } => "used",
        { Open: true } => "given",
        { Status: CaseStatus.Rejected } => "refused",
        { Status: CaseStatus.Withdrawn } => "withdrawn",
        { Status: CaseStatus.Completed } => "expired",
        { Status: CaseStatus.WithBranch } => "asked",
        _ => "waiting",
    };

    /// <summary>The number may be used now.</summary>
    public bool Open => Number is not null && UsedAt is null && Status == CaseStatus.Running;
}

/// <summary>The initiating end of centralised authorization: looking after a request and using its number.</summary>
public sealed class AuthorizationRequests(ICaseReader cases, CaseAdvancer advancer, IStaffDirectory staff, VoucherConfiguration vouchers, IAuditTrail audit)
{
    /// <summary>Business types with this page are asked for there.</summary>
    public const string Page = "central-authorization/requests";

    /// <summary>A request of this person's branch, or null.</summary>
    public async Task<AuthorizationRequest?> FindAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return null;
        return await cases.ReadAsync(caseId, cancel) is { } @case && @case.BranchCode == person.BranchCode ? View(@case) : null;
    }

    /// <summary>A request, whoever asked; null = there is none.</summary>
    public async Task<AuthorizationRequest?> ReadAsync(Guid caseId, CancellationToken cancel = default) =>
        await cases.ReadAsync(caseId, cancel) is { } @case && vouchers.BusinessType(@case.BusinessType)?.Page == Page ? View(@case) : null;

    /// <summary>The request is for exactly these data.</summary>
    public async Task<bool> IsForAsync(Guid caseId, string businessType, IReadOnlyDictionary<string, string> data, CancellationToken cancel = default) =>
        await cases.ReadAsync(caseId, cancel) is { } @case && AuthorizationNumber.DataHash(@case) == HashOf(businessType, data);

    /// <summary>
    /// Uses a number for a transaction, once. Refusals: <c>authorization.unknown</c>, <c>authorization.data-changed</c> (not what was approved: the number stays good for
    /// what was), <c>authorization.used</c>, <c>authorization.expired</c>.
    /// </summary>
    /// <param name="userId">Who uses it: somebody of the branch that asked.</param>
    /// <param name="typed">The number, blanks allowed.</param>
    /// <param name="data">The transaction's data by field code, as typed.</param>
    /// <param name="use">The caller's id of this use: the same one again, for the same data, is the same use; null = every call is one.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The request's case.</returns>
    public async Task<Outcome<Guid>> UseAsync(Guid userId, string typed, IReadOnlyDictionary<string, string> data, string? use = null, CancellationToken cancel = default)
    {
        var number = AuthorizationNumber.Normalise(typed.Length > 40 ? typed[..40] : typed);
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return new Refusal("access.denied");
        if (!AuthorizationNumber.IsWellFormed(number) || await cases.FindByKeyAsync(CaseKeys.Authorization, number, cancel) is not { } id
            || await cases.ReadAsync(id, cancel) is not { } @case || @case.BranchCode != person.BranchCode) return new Refusal("authorization.unknown");
        if (use is not null && IsUse(@case, use, HashOf(@case.BusinessType, data))) return id;
        if (Hindrance(@case, number, HashOf(@case.BusinessType, data)) is { } no)
        {
            await audit.RecordAsync(person.UserName, "authorization.refused", "case", @case.Number, new { no.Code }, cancel);
            return no;
        }

        var outcome = await advancer.MessageAsync(id, NumberStep.UsedMessage, userId, (unit, now) =>
        {
            if (use is not null && IsUse(unit.Case, use, HashOf(unit.Case.BusinessType, data))) return Outcome.Ok;
            if (Hindrance(unit.Case, number, HashOf(unit.Case.BusinessType, data)) is { } late) return new Outcome(late);
            unit.Case.Facts.Set(NumberStep.Used, now.ToString("O", CultureInfo.InvariantCulture));
            unit.Case.Facts.Set(NumberStep.Use, use);
            unit.Note("number-used", null, userId, now, null);
            unit.Audit(userId, "authorization.used", $"case:{unit.Case.Number}", StoredJson.Write(new { hash = unit.Case.Facts.Get(NumberStep.Data) }));
            return Outcome.Ok;
        }, cancel);
        if (outcome.Refusal is null) return id;
        if (outcome.Refusal.Code != "cases.nobody-waits") return outcome.Refusal;
        // Used or expired meanwhile; perhaps by this very use, sent twice.
        return use is not null && await cases.ReadAsync(id, cancel) is { } now && IsUse(now, use, HashOf(now.BusinessType, data)) ? id : new Refusal("authorization.expired");
    }

    private static bool IsUse(Case @case, string use, string hash) => @case.Facts.Get(NumberStep.Use) == use && @case.Facts.Get(NumberStep.Data) == hash;

    private static Refusal? Hindrance(Case @case, string number, string hash) => @case.Facts switch
    {
        var f when f.Get(NumberStep.Number) != number => new Refusal("authorization.unknown"), // another one was issued since
        var f when f.Has(NumberStep.Used) => new Refusal("authorization.used"),
        _ when @case.IsFinished => new Refusal("authorization.expired"),
        var f when f.Get(NumberStep.Data) != hash => new Refusal("authorization.data-changed"),
        _ => null,
    };

    private string HashOf(string businessType, IReadOnlyDictionary<string, string> data) =>
        AuthorizationNumber.DataHash(businessType, data.Select(d => KeyValuePair.Create(d.Key, FieldNormalisation.Normalise(vouchers.Fields.Of(d.Key).Type, d.Value))));

    private static AuthorizationRequest View(Case @case) => new(
        @case.Id, @case.Number, @case.Status, @case.Facts.Get(NumberStep.Number),
        @case.Facts.Get(NumberStep.Used) is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
        @case.Status == CaseStatus.Rejected ? @case.Facts.Get(FlowFacts.RejectReason) : null,
        @case.Fields.Where(f => f.PageId is null).ToDictionary(f => f.Code, f => f.Value ?? ""), @case.BusinessType, @case.BranchCode)
    {
        ReturnReason = @case.Status == CaseStatus.WithBranch ? @case.Body.Return?.Reason : null,
        Wanted = @case.Status == CaseStatus.WithBranch ? @case.Body.Pictures.Find(p => p.AnsweredAt is null)?.Wanted ?? @case.Body.Return?.Text : null,
    };
}
