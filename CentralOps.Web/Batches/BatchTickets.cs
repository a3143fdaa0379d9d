using System.Security.Cryptography;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace CentralOps.Web.Batches;

/// <summary>What the browser holds of a file of payments: a sealed ticket bound to the person who sent the file, as for pages.</summary>
public sealed class BatchTickets(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("batches.draft").ToTimeLimitedDataProtector();

    /// <summary>Seals a draft for the person who sent it.</summary>
    public string Seal(Guid userId, BatchDraft draft) => _protector.Protect(StoredJson.Write(new Sealed(userId, draft)), TimeSpan.FromHours(24));

    /// <summary>Opens a ticket; null when it is forged, too old or somebody else's.</summary>
    public BatchDraft? Open(Guid userId, string ticket)
    {
        try
        {
            var found = StoredJson.Read<Sealed>(_protector.Unprotect(ticket));
            return found.UserId == userId ? found.Draft : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Sealed(Guid UserId, BatchDraft Draft);
}
