using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>What an approval is bound to: exactly these data on exactly these pages. A changed amount needs a new approval.</summary>
internal static class ApprovalEvidence
{
    public static string HashOf(Case @case, params IEnumerable<string?> more) => StepScope.HashOf(
    [
        @case.BusinessType,
        .. @case.Fields.Where(f => f.Status == FieldStatus.Accepted).OrderBy(f => f.Code, StringComparer.Ordinal).Select(f => $"{f.Code}={f.Value}"),
        .. @case.LivePages.Select(p => p.ContentHash),
        .. @case.Facts.Get(SharedFacts.BatchLines) is { } lines ? [lines] : Array.Empty<string>(),
        .. more,
    ]);

    /// <summary>A paper was added, nothing that was approved has changed: approvals of the data before hold for the data now.</summary>
    public static void Carry(Case @case, string before)
    {
        if (HashOf(@case) is var now && now == before) return;
        @case.Evidence.AddRange(@case.Evidence.Where(e => e.InputHash == before).Select(e => new StepEvidence
        {
            CaseId = e.CaseId, Step = e.Step, InputHash = now, Outcome = e.Outcome, Detail = e.Detail, UserId = e.UserId, At = e.At,
        }).ToList());
    }
}
