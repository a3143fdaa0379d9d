using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Content;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Intake.BranchTasks;

/// <summary>One task of the branch: pages on the left, what to do on the right.</summary>
public sealed partial class BranchTaskDesk
{
    private BranchPanelEntry? _panel;
    private CaseView? _view;
    private Refusal? _refused;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired] public BranchTask Item { get; set; } = default!;

    /// <summary>The person at the desk.</summary>
    [Parameter, EditorRequired] public StaffMember Person { get; set; } = default!;

    /// <summary>The task is done.</summary>
    [Parameter] public EventCallback<BranchTask> Finished { get; set; }

    [Inject] private IDeskViews Views { get; set; } = default!;

    [Inject] private BranchDesks Desks { get; set; } = default!;

    [Inject] private TextCatalogue Codes { get; set; } = default!;

    [Inject] private ImageLinks Links { get; set; } = default!;

    [Inject] private IStringLocalizer<IntakeTexts> T { get; set; } = default!;

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if ((_panel = Desks.For(Item.Task)) is not { ShowsCase: true }) return;
        var outcome = await Views.CaseAsync(Person.Id, Item.ItemId);
        (_view, _refused) = (outcome.ValueOrDefault, outcome.Refusal);
    }

    private Dictionary<string, object?> Parameters(CaseView? view)
    {
        var parameters = new Dictionary<string, object?> { [nameof(BranchPanel.Item)] = Item, [nameof(BranchPanel.Answered)] = EventCallback.Factory.Create(this, () => Finished.InvokeAsync(Item)) };
        if (view is not null) parameters[nameof(BranchPanel.View)] = view;
        return parameters;
    }

    private string LinkOf(CasePage page) => Links.ForItem(page.ContentHash, Person.Id, Item.ItemId);
}
