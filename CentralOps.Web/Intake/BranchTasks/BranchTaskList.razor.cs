using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Web.Components;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Intake.BranchTasks;

/// <summary>What the branch is asked to do: list beside the task that is open.</summary>
public sealed partial class BranchTaskList : IDisposable
{
    private IReadOnlyList<BranchTask>? _tasks;
    private StaffMember? _person;
    private BranchTask? _done;
    private CentreWatch? _watch;

    /// <summary>The task that is open; null = none.</summary>
    [Parameter] public Guid? ItemId { get; set; }

    [Inject] private IBranchLists Lists { get; set; } = default!;

    [Inject] private TextCatalogue Codes { get; set; } = default!;

    [Inject] private BranchDesks Desks { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private DurationText Durations { get; set; } = default!;

    [Inject] private IStringLocalizer<IntakeTexts> T { get; set; } = default!;

    private DateTimeOffset Now => Time.GetUtcNow();

    private BranchTask? Chosen => _tasks?.FirstOrDefault(t => t.ItemId == ItemId);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _person = await Current.GetAsync();
        await LoadAsync();
        _watch = new CentreWatch(Feed, _ => true, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(15));
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    // Tasks that this person can do come first.
    private async Task LoadAsync() =>
        _tasks = [.. (await Lists.TasksAsync(_person!.BranchCode)).OrderByDescending(t => Desks.MayDo(_person, t)).ThenBy(t => t.DueAt)];

    private async Task FinishedAsync(BranchTask task)
    {
        _done = task;
        await LoadAsync();
        Navigation.NavigateTo("branch/tasks");
    }

    private string DueText(BranchTask task) => task.DueAt > Now
        ? T["Time.Left", Durations.Of(task.DueAt - Now)]
        : T["Time.Late", Durations.Of(Now - task.DueAt)];

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
