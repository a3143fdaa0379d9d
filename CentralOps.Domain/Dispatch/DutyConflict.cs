namespace CentralOps.Domain.Dispatch;

/// <summary>Separation of duties: this person must never get work with this key. Written when work of the case is finished.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Key">E.g. <c>{caseId}:field:payer.account</c> or <c>{caseId}:review</c>.</param>
public sealed record DutyConflict(Guid UserId, string Key);
