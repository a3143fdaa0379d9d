using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>A panel that shows a whole case, drawn by the screen in force where there is one for its task.</summary>
public abstract class CasePanel : DeskPanel
{
    private readonly Dictionary<string, string> _addresses = [];

    /// <summary>The case; null until it is loaded.</summary>
    protected CaseView? View { get; private set; }

    [Inject] internal IDeskViews Views { get; set; } = null!;

    [Inject] internal ScreenTasks Screens { get; set; } = null!;

    [Inject] internal TimeProvider Clock { get; set; } = null!;

    /// <summary>The screen by which the case is drawn.</summary>
    protected Screen Screen => View?.Screen?.Screen ?? Screens.ShippedFor(Item.Task);

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        if (Preview is { Case: { } sample })
        {
            View = sample;
        }
        else
        {
            var view = await Views.CaseAsync(Desk.Person.Id, Item.Id);
            if (view.Refusal is { } refusal) return refusal;
            View = view.Value;
        }

        _addresses.Clear();
        return Prepare(View);
    }

    /// <summary>What the panel needs beyond the case, e.g. the task's payload; a refusal when it is not there.</summary>
    protected virtual Refusal? Prepare(CaseView view) => null;

    /// <summary>Shows a masked field in full, which is audited.</summary>
    protected async Task RevealAsync(string code)
    {
        if (View is null || Preview is not null) return;
        var full = await Views.RevealAsync(Desk.Person.Id, Item.Id, code);
        if (full.Refusal is not null)
        {
            await Desk.LookAgainAsync(); // the task has gone
            return;
        }

        View = View with { Fields = [.. View.Fields.Select(f => f.Field.Code == code ? f with { Field = f.Field.Showing(full.Value), Masked = false } : f)] };
        await UncoverAsync(code);
        await RevealedAsync(View.Fields.First(f => f.Field.Code == code));
    }

    // The pages with the field have another address from now on; the others keep theirs.
    private async Task UncoverAsync(string code)
    {
        foreach (var page in View!.Pages.Where(p => View.Regions.Any(r => r.PageId == p.Id && r.Field == code)))
        {
            _addresses.Remove(page.ContentHash);
            _addresses.Remove(page.ThumbnailHash);
        }

        if (ShowsPages) await TellAsync("renew", PageOptions());
    }

    /// <summary>The panel's browser module shows pages.</summary>
    protected virtual bool ShowsPages => true;

    /// <summary>A field is shown in full from now on.</summary>
    protected virtual Task RevealedAsync(FieldView field) => Task.CompletedTask;

    /// <summary>Address of an image for this person and task, without what is masked for them; the same one until they see more of it.</summary>
    protected string Address(string hash)
    {
        if (!_addresses.TryGetValue(hash, out var address))
        {
            var page = View?.Pages.FirstOrDefault(p => p.ContentHash == hash || p.ThumbnailHash == hash);
            var covers = page is null ? null : View!.CoversOf(page);
            address = Preview?.Address(hash, covers) ?? (page?.ContentHash == hash
                ? Links.ForPage(hash, Desk.Person.Id, Item.Id, covers)
                : Links.ForItem(hash, Desk.Person.Id, Item.Id, covers));
            _addresses[hash] = address;
        }

        return address;
    }

    /// <summary>Address of an image that may not exist.</summary>
    protected string? AddressOrNull(string? hash) => hash is null ? null : Address(hash);

    /// <summary>Pages as the viewer in the browser reads them.</summary>
    protected IEnumerable<object> PageOptions() => View!.Pages.Select(PageOption);

    /// <summary>A page as the viewer in the browser reads it.</summary>
    protected object PageOption(CasePage page) => new { page.Id, Url = Address(page.ContentHash), page.Width, page.Height };
}
