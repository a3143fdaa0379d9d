using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>A panel that shows a whole case.</summary>
public abstract class CasePanel : DeskPanel
{
    private readonly Dictionary<string, string> _addresses = [];

    /// <summary>The case; null until it is loaded.</summary>
    protected CaseView? View { get; private set; }

    [Inject] internal IDeskViews Views { get; set; } = null!;

    [Inject] internal TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    protected override IReadOnlyCollection<Guid> MarkablePages => View is null ? [] : [.. View.Pages.Select(p => p.Id)];

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        var view = await Views.CaseAsync(Desk.Person.Id, Item.Id);
        if (view.Refusal is { } refusal) return refusal;
        View = view.Value;
        _addresses.Clear();
        return Prepare(View);
    }

    /// <summary>What the panel needs beyond the case, e.g. the task's payload; a refusal when it is not there.</summary>
    protected virtual Refusal? Prepare(CaseView view) => null;

    /// <summary>Address of an image for this person and task; the same one as long as the task is shown.</summary>
    protected string Address(string hash)
    {
        if (!_addresses.TryGetValue(hash, out var address))
            _addresses[hash] = address = Links.ForItem(hash, Desk.Person.Id, Item.Id);
        return address;
    }

    /// <summary>Address of an image that may not exist.</summary>
    protected string? AddressOrNull(string? hash) => hash is null ? null : Address(hash);

    /// <summary>Pages as the viewer in the browser reads them.</summary>
    protected IEnumerable<object> PageOptions() => View!.Pages.Select(PageOption);

    /// <summary>A page as the viewer in the browser reads it.</summary>
    protected object PageOption(CasePage page) => new { page.Id, Url = Address(page.ContentHash), page.Width, page.Height };
}
