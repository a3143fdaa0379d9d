using System.Text.Json;
using CentralOps.Domain.Kernel;

namespace CentralOps.Web.CentralAuthorization.Decision;

/// <summary>What a person had done on the desk when the task had to wait for a picture.</summary>
/// <param name="Seen">Pages that were on screen.</param>
/// <param name="Remark">Remark typed so far.</param>
public sealed record DecisionDraft(IReadOnlyList<Guid> Seen, string? Remark)
{
    /// <summary>Nothing done yet.</summary>
    public static DecisionDraft None { get; } = new([], null);

    /// <summary>A kept draft; one that cannot be read is none.</summary>
    public static DecisionDraft Of(string? json)
    {
        if (json is null) return None;
        try
        {
            return StoredJson.Read<DecisionDraft>(json) is { Seen: not null } draft ? draft : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
