using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Content;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Intake.BranchTasks;

/// <summary>One task of the branch: pages on the left, what to do on the right.</summary>
public sealed partial class BranchTaskDesk
{
    private CaseView? _view;
    private Refusal? _refused;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired] public BranchTask Item { get; set; } = default!;

    /// <summary>The person at the desk.</summary>
    [Parameter, EditorRequired] public StaffMember Person { get; set; } = default!;

    /// <summary>The task is done.</summary>
    [Parameter] public EventCallback<BranchTask> Finished { get; set; }

    [Inject] private IDeskViews Views { get; set; } = default!;

    [Inject] private ImageLinks Links { get; set; } = default!;

    [Inject] private IStringLocalizer<IntakeTexts> T { get; set; } = default!;

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Item.Task == BranchTaskKinds.Print) return; // papers need no view of the case
        var outcome = await Views.CaseAsync(Person.Id, Item.ItemId);
        (_view, _refused) = (outcome.ValueOrDefault, outcome.Refusal);
    }

    private IReadOnlyList<PageMark> Marks(CaseView view) =>
        Item.Task == BranchTaskKinds.Picture ? AnotherPicture.Open(view)?.Marks ?? [] : view.Return?.Marks ?? [];

    private string LinkOf(CasePage page) => Links.ForItem(page.ContentHash, Person.Id, Item.ItemId);
}
