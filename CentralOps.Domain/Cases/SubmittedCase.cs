namespace CentralOps.Domain.Cases;

/// <summary>A submitted case.</summary>
public sealed record SubmittedCase(Guid CaseId, string Number, DateTimeOffset DueAt);
