using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Payees of completed cases.</summary>
internal sealed class PayeeHistory(IDbContextFactory<CentralOpsDbContext> contexts) : IPayeeHistory
{
    private const int Most = 200;

    /// <summary>The row of a completed case; null = it pays nobody that could be told again.</summary>
    public static CasePayee? Of(Case @case, DateTimeOffset finished) =>
        @case.Status == CaseStatus.Completed
        && @case.Accepted("payer.account") is { Length: > 0 and <= 40 } payer && @case.Accepted("payee.account") is { Length: > 0 and <= 40 } payee
        && @case.Accepted("payee.name") is { Length: > 0 and <= 200 } name
            ? new CasePayee { CaseId = @case.Id, PayerAccount = payer, PayeeAccount = payee, PayeeName = name, PayeeBank = @case.Accepted("payee.bank") is { Length: > 0 and <= 200 } bank ? bank : null, At = finished }
            : null;

    public async Task<IReadOnlyList<KnownPayee>> OfAsync(string payerAccount, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<CasePayee>().AsNoTracking().Where(p => p.PayerAccount == payerAccount).OrderByDescending(p => p.At).Take(Most).ToListAsync(cancel);
        return [.. rows.Select(p => new KnownPayee(p.PayeeAccount, p.PayeeName, p.PayeeBank)).Distinct()];
    }
}
