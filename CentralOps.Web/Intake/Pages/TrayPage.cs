using CentralOps.Domain.Intake;
using CentralOps.Web.Components;

namespace CentralOps.Web.Intake.Pages;

/// <summary>A page in the teller's tray.</summary>
/// <param name="ticket">Sealed ticket that its images are fetched with.</param>
/// <param name="page">The page.</param>
public sealed class TrayPage(string ticket, DraftPage page)
{
    /// <summary>Sealed ticket.</summary>
    public string Ticket { get; } = ticket;

    /// <summary>The page.</summary>
    public DraftPage Page { get; } = page;

    /// <summary>Rescan: page of the case that it replaces; null = an additional page.</summary>
    public Guid? Replaces { get; set; }

    /// <summary>It cannot be submitted.</summary>
    public bool Blocked => Page.Problems.Any(p => p.Blocking);

    /// <summary>Address of its thumbnail.</summary>
    public string Thumbnail => $"intake/pages/{Ticket}/thumbnail";

    /// <summary>Address of the page itself.</summary>
    public string Image => $"intake/pages/{Ticket}/page";

    /// <summary>Verdict as a meaning.</summary>
    public StateKind Verdict => Blocked ? StateKind.Breached : Page.Problems.Count > 0 || Page.DuplicateOf is not null ? StateKind.Due : StateKind.Ok;
}

/// <summary>A file on its way.</summary>
/// <param name="Id">Number of the upload.</param>
/// <param name="Name">File name.</param>
/// <param name="Bytes">Size.</param>
public sealed record FileOnItsWay(string Id, string Name, long Bytes);

/// <summary>A file that could not be used.</summary>
/// <param name="Name">File name.</param>
/// <param name="Why">What happened and what to do.</param>
/// <param name="Code">Code to quote.</param>
public sealed record FileRefused(string Name, string Why, string Code);

/// <summary>What a tab keeps of a draft across a reload, beside its pages.</summary>
/// <param name="BusinessType">Chosen type; null = none yet.</param>
/// <param name="Checklist">Ticked items.</param>
/// <param name="Fields">What was typed into the form, by field code.</param>
public sealed record KeptDraft(string? BusinessType, IReadOnlyList<string> Checklist, IReadOnlyDictionary<string, string>? Fields = null);
