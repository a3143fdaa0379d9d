using System.Text.Encodings.Web;
using System.Text.Json;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Audit.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Audit;

internal sealed class AuditTrail(IDbContextFactory<CentralOpsDbContext> contexts, AuditKey key, TimeProvider clock) : IAuditTrail
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public AuditEntry Create(string who, string what, string objectKind, string objectId, object? detail = null)
    {
        var id = Ids.New();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        who = Fit(who, AuditEntryMapping.Who);
        what = Fit(what, AuditEntryMapping.What);
        objectKind = Fit(objectKind, AuditEntryMapping.ObjectKind);
        objectId = Fit(objectId, AuditEntryMapping.ObjectId);
        var node = Fit(Environment.MachineName, AuditEntryMapping.Node);
        var json = detail is null ? "{}" : JsonSerializer.Serialize(detail, Json);
        return new AuditEntry
        {
            Id = id, At = at, Who = who, What = what, ObjectKind = objectKind, ObjectId = objectId, Detail = json, Node = node,
            Hash = AuditSealing.HashOf(key.Bytes, id, at, who, what, objectKind, objectId, json, node),
        };
    }

    public async Task RecordAsync(string who, string what, string objectKind, string objectId, object? detail = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(Create(who, what, objectKind, objectId, detail));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Cut to the column and freed of control characters before it is hashed: every database must give back exactly what was hashed.</summary>
    private static string Fit(string text, int length)
    {
        var clean = text.Any(char.IsControl) ? new string(text.Where(c => !char.IsControl(c)).ToArray()) : text;
        return clean.Length <= length ? clean : clean[..length];
    }
}
