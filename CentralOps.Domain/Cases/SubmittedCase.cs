namespace CentralOps.Domain.Cases;

/// <summary>A submitted case.</summary>
public sealed record SubmittedCase(Guid CaseId, string Number, DateTimeOffset DueAt)
{
    /// <summary>Who submitted it (user id), where somebody asks for it by its submission; null = whoever asks.</summary>
    public Guid? By { get; init; }
}
