using System.Text.Json;

namespace CentralOps.Web.Audit;

/// <summary>The particulars of an audit row for reading: <c>amount 2298.23 · journalNumber J…</c>. The row itself keeps the JSON that was hashed.</summary>
internal static class AuditDetail
{
    /// <summary>One line; text that is no JSON object is shown as it is.</summary>
    public static string Format(string detail)
    {
        try
        {
            using var json = JsonDocument.Parse(detail);
            return json.RootElement.ValueKind != JsonValueKind.Object ? detail
                : string.Join(" · ", json.RootElement.EnumerateObject().Select(p => $"{p.Name} {p.Value}"));
        }
        catch (JsonException)
        {
            return detail;
        }
    }
}
