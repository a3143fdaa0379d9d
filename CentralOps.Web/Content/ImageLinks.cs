using System.Security.Cryptography;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using Microsoft.AspNetCore.DataProtection;

namespace CentralOps.Web.Content;

/// <summary>What an image link allows: one image, one person, for one task or one case, for a short time.</summary>
/// <param name="Hash">Content hash of the image.</param>
/// <param name="UserId">The only person who may follow the link.</param>
/// <param name="ItemId">The task that the person must hold (or that must be open at their branch); null with a case link.</param>
/// <param name="CaseId">The case of a case link.</param>
/// <param name="BranchCode">Its branch: a person without the right to all branches must belong to it.</param>
/// <param name="Purpose">What else it is for, see <see cref="ImagePurpose"/>; null = the task or the case. A ticket for one purpose opens nothing by the rules of another.</param>
/// <param name="Covers">What is blackened before the image leaves the server; null = nothing.</param>
/// <param name="Page">It is a whole page of the task's case: that the person got it is noted.</param>
public sealed record ImageTicket(
    string Hash, Guid UserId, Guid? ItemId, Guid? CaseId = null, string? BranchCode = null, string? Purpose = null, PageCovers? Covers = null, bool Page = false);

/// <summary>Purposes of tickets that belong to no task and no case.</summary>
public static class ImagePurpose
{
    /// <summary>Forms and pages in the template designer.</summary>
    public const string Template = "template";
}

/// <summary>
/// Makes and reads image addresses. A page makes links only for images that the domain has just shown this person;
/// the endpoint asks again, at every request, whether the person still holds the task or may still see the case.
/// </summary>
public sealed class ImageLinks(IDataProtectionProvider protection)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("CentralOps.ImageLinks.v1").ToTimeLimitedDataProtector();

    /// <summary>Address of an image of a task that the person holds, or that is open at their branch.</summary>
    public string ForItem(string hash, Guid userId, Guid itemId, PageCovers? covers = null) => Address(new ImageTicket(hash, userId, itemId, Covers: covers));

    /// <summary>Address of a whole page of the case of a task that the person holds: that they got it is noted.</summary>
    public string ForPage(string hash, Guid userId, Guid itemId, PageCovers? covers = null) =>
        Address(new ImageTicket(hash, userId, itemId, Covers: covers, Page: true));

    /// <summary>Address of an image of a case that the person may see.</summary>
    public string ForCase(string hash, Guid userId, Guid caseId, string branchCode, PageCovers? covers = null) => Address(new ImageTicket(hash, userId, null, caseId, branchCode, Covers: covers));

    /// <summary>Address of a picture that an administrator works with in the template designer.</summary>
    public string ForTemplate(string hash, Guid userId, PageCovers? covers = null) => Address(new ImageTicket(hash, userId, null, Purpose: ImagePurpose.Template, Covers: covers));

    /// <summary>The ticket; null = not ours, changed, or too old.</summary>
    public ImageTicket? Read(string ticket)
    {
        try
        {
            return StoredJson.Read<ImageTicket>(_protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Relative to the base address, so that a portal under a path works too.
    private string Address(ImageTicket ticket) => $"content/{_protector.Protect(StoredJson.Write(ticket), Life)}";
}
