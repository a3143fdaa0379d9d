using System.Security.Cryptography;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace CentralOps.Web.Intake.Pages;

/// <summary>
/// What the browser holds of a captured page: a sealed ticket bound to the person who captured it. The circuit takes pages only by ticket, so nobody can
/// submit an image by naming its hash; and any node can read any ticket.
/// </summary>
public sealed class DraftTickets(IDataProtectionProvider protection)
{
    /// <summary>A draft page may be submitted this long after its capture.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("intake.draft-page").ToTimeLimitedDataProtector();

    /// <summary>Seals a page for the person who captured it.</summary>
    public string Seal(Guid userId, DraftPage page) => _protector.Protect(StoredJson.Write(new Sealed(userId, page)), Lifetime);

    /// <summary>Opens a ticket; null when it is forged, too old or somebody else's.</summary>
    public DraftPage? Open(Guid userId, string ticket)
    {
        try
        {
            var found = StoredJson.Read<Sealed>(_protector.Unprotect(ticket));
            return found.UserId == userId ? found.Page : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Sealed(Guid UserId, DraftPage Page);
}
