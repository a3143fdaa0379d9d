namespace CentralOps.Web.Content;

/// <summary>Answer to an upload.</summary>
/// <param name="Refusal">Refusal code; null = accepted.</param>
/// <param name="Args">Arguments of the refusal's text.</param>
/// <param name="Tickets">One sealed ticket per page.</param>
public sealed record UploadAnswer(string? Refusal, IReadOnlyList<string?> Args, IReadOnlyList<string> Tickets);
