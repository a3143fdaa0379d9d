using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CentralOps.Web.Configuration;

/// <summary>
/// What every page on which one versioned document is edited does the same way: open, save, tell two savers of each other, test, publish by a second person, roll back, call off,
/// discard, compare. <see cref="DocumentHead"/> and <see cref="DocumentVersions"/> draw it. Where the document lies while it is edited is the page's own affair: in the browser
/// with the designers, on the server with a <see cref="FormDesk"/>.
/// </summary>
public abstract class DocumentDesk : ComponentBase
{
    /// <summary>One of <see cref="ConfigurationKind"/>.</summary>
    protected abstract string Kind { get; }

    /// <summary>Key of the document within its kind.</summary>
    protected abstract string DocumentKey { get; }

    /// <summary>The document on the screen is no longer the one that is stored.</summary>
    protected abstract bool Changed { get; }

    /// <summary>What is noted as the trial when it is marked as tested.</summary>
    protected abstract string TestNote { get; }

    /// <summary>What publishing will do, in words.</summary>
    protected abstract string PublishMessage { get; }

    /// <summary>The document as it is on the screen.</summary>
    protected abstract Task<string> ReadAsync();

    /// <summary>Puts the open version on the screen, in the place of what is there.</summary>
    protected abstract Task ShowAsync(string content);

    /// <summary>What is on the screen has been stored as the open version; unless told otherwise it is shown as it was stored.</summary>
    protected virtual Task KeepAsync(string content) => ShowAsync(content);

    /// <summary>Shows what changed from the older to the newer document.</summary>
    protected abstract Task ShowDifferenceAsync(string older, string newer, string olderTitle, string newerTitle);

    /// <summary>Why what is on the screen cannot be marked as tested yet; null = it can.</summary>
    protected virtual Task<Refusal?> UntestedAsync() => Task.FromResult<Refusal?>(null);

    /// <summary>There is no version, or none any more.</summary>
    protected virtual void LeaveEmpty()
    {
    }

    /// <summary>Store of all versions.</summary>
    [Inject] protected IConfigurationStore Store { get; set; } = default!;

    /// <summary>What may be done with them.</summary>
    [Inject] protected ConfigurationWorkshop Workshop { get; set; } = default!;

    /// <summary>Who is at the screen.</summary>
    [Inject] protected ICurrentStaff Current { get; set; } = default!;

    /// <summary>Questions before something that hurts.</summary>
    [Inject] protected IDialogService Dialogs { get; set; } = default!;

    /// <summary>Short messages.</summary>
    [Inject] protected ISnackbar Snackbar { get; set; } = default!;

    /// <summary>The clock.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Words for versions.</summary>
    [Inject] protected IStringLocalizer<ConfigurationTexts> VersionTexts { get; set; } = default!;

    /// <summary>Who is at the screen; null until it is loaded.</summary>
    protected internal StaffMember? Staff { get; private set; }

    /// <summary>The version that is open; null = there is none.</summary>
    protected internal ConfigurationVersion? Version { get; private set; }

    /// <summary>What somebody else saved meanwhile; null = nobody did.</summary>
    protected internal ConfigurationVersion? Theirs { get; private set; }

    /// <summary>All versions, newest first.</summary>
    protected internal IReadOnlyList<ConfigurationEntry> Versions { get; private set; } = [];

    /// <summary>What is wrong with the document on the screen.</summary>
    protected internal IReadOnlyList<ModelFinding> Findings { get; protected set; } = [];

    /// <summary>Why the last wish was not granted.</summary>
    protected internal Refusal? Refusal { get; protected set; }

    /// <summary>What changed and why, as noted with the draft.</summary>
    protected internal string Note { get; set; } = "";

    /// <summary>True while something is being stored.</summary>
    protected internal bool Busy { get; private set; }

    /// <summary>True when leaving would lose something.</summary>
    protected internal bool Dirty => Version is not null && (Changed || (Version.IsDraft && Note != Version.Note));

    /// <summary>How many findings keep it from being published.</summary>
    protected internal virtual int Serious => Findings.Count(f => !f.IsWarning);

    /// <summary>The open version as it stands in the list.</summary>
    protected internal ConfigurationEntry Entry => Versions.FirstOrDefault(v => v.Id == Version?.Id) ?? Versions[0];

    /// <summary>Opens the newest draft, else what is in force, else the newest version.</summary>
    protected async Task BeginAsync()
    {
        Staff = await Current.GetAsync();
        await LoadListAsync();
        await OpenBestAsync(Versions.FirstOrDefault(v => v.IsDraft));
    }

    /// <summary>Shows another version.</summary>
    protected internal async Task OpenAsync(Guid id)
    {
        if (Dirty && Theirs is null && !await Dialogs.ConfirmAsync(VersionTexts["LeaveUnsaved"], VersionTexts["LeaveUnsavedAsk"], VersionTexts["LeaveUnsavedYes"], danger: true)) return;
        if (await Store.FindAsync(id) is not { } version) return;
        await LoadListAsync();
        await TakeAsync(version);
        StateHasChanged();
    }

    /// <summary>Keeps the document: as a change of the open draft, or as a new draft of what is in force.</summary>
    protected internal Task SaveAsync() => BusyAsync(async () =>
    {
        var content = await ReadAsync();
        var saved = Version is { IsDraft: true } draft
            ? await Workshop.SaveAsync(Staff!, draft.Id, draft.Stamp, content, Note)
            : await Workshop.DraftAsync(Staff!, Kind, DocumentKey, Version?.Version ?? 0, content, Note);
        if (saved.Refusal?.Code == "configuration.changed-meanwhile" && Version is { } mine) Theirs = await Store.FindAsync(mine.Id);
        if (await KeptAsync(saved)) Snackbar.Add(VersionTexts["Saved"], Severity.Success);
    });

    /// <summary>Keeps the document beside what somebody else saved.</summary>
    protected internal Task SaveAsOwnAsync() => BusyAsync(async () =>
        await KeptAsync(await Workshop.DraftAsync(Staff!, Kind, DocumentKey, Version?.BasedOn ?? 0, await ReadAsync(), Note)));

    /// <summary>Marks the draft as tested.</summary>
    protected internal Task TestedAsync() => BusyAsync(async () =>
    {
        if (await UntestedAsync() is { } untested) Refusal = untested;
        else await KeptAsync(await Workshop.TestedAsync(Staff!, Version!.Id, Version.Stamp, TestNote));
    });

    /// <summary>Asks from when, and publishes.</summary>
    protected internal async Task PublishAsync()
    {
        var parameters = new DialogParameters<PublishDialog> { { d => d.Version, Version!.Version }, { d => d.Message, PublishMessage } };
        var dialog = await Dialogs.ShowAsync<PublishDialog>(null, parameters);
        if (await dialog.Result is not { Canceled: false, Data: PublishDialog.Choice choice }) return;
        await BusyAsync(async () =>
        {
            if (await KeptAsync(await Workshop.PublishAsync(Staff!, Version.Id, Version.Stamp, choice.Utc))) Snackbar.Add(VersionTexts["Published"], Severity.Success);
        });
    }

    /// <summary>Puts an earlier version in force again.</summary>
    protected internal async Task RollBackAsync(ConfigurationEntry version)
    {
        if (!await Dialogs.ConfirmAsync(VersionTexts["RollBack"], VersionTexts["RollBackAsk", version.Version], VersionTexts["RollBack"])) return;
        await BusyAsync(async () =>
        {
            var back = await Workshop.RollBackAsync(Staff!, version.Id);
            await LoadListAsync();
            Refusal = back.Refusal;
            if (back.Succeeded) await TakeAsync(back.Value);
        });
    }

    /// <summary>Takes back a publication whose time has not come.</summary>
    protected internal Task CallOffAsync(ConfigurationEntry version) => BusyAsync(async () =>
    {
        Refusal = (await Workshop.CallOffAsync(Staff!, version.Id, version.Stamp)).Refusal;
        await LoadListAsync();
    });

    /// <summary>Throws a draft away.</summary>
    protected internal async Task DiscardAsync(ConfigurationEntry version)
    {
        if (!await Dialogs.ConfirmAsync(VersionTexts["Discard"], VersionTexts["DiscardAsk", version.Version], VersionTexts["Discard"], danger: true)) return;
        await BusyAsync(async () =>
        {
            Refusal = (await Workshop.DiscardAsync(Staff!, version.Id, version.Stamp)).Refusal;
            await LoadListAsync();
            if (Refusal is null && version.Id == Version?.Id) await OpenBestAsync(null);
        });
    }

    /// <summary>Compares another version with the one on the screen.</summary>
    protected internal async Task CompareAsync(ConfigurationEntry other)
    {
        if (await Store.FindAsync(other.Id) is not { } version) return;
        var (mine, title) = (await ReadAsync(), $"v{Version!.Version}{(Dirty ? " *" : "")}");
        if (other.Version < Version.Version) await ShowDifferenceAsync(version.Content, mine, $"v{other.Version}", title);
        else await ShowDifferenceAsync(mine, version.Content, title, $"v{other.Version}");
        StateHasChanged();
    }

    /// <summary>Compares what somebody else saved with what is on the screen.</summary>
    protected internal async Task CompareWithTheirsAsync()
    {
        await ShowDifferenceAsync(Theirs!.Content, await ReadAsync(), VersionTexts["TheirVersion", Theirs.ChangedBy], VersionTexts["YourVersion"]);
        StateHasChanged();
    }

    private async Task LoadListAsync() => Versions = [.. (await Store.ListAsync(Kind)).Where(v => v.Key == DocumentKey)];

    private async Task OpenBestAsync(ConfigurationEntry? wanted)
    {
        Version = null;
        if ((wanted ?? Versions.InForce(Clock.GetUtcNow()) ?? (Versions.Count > 0 ? Versions[0] : null)) is { } open && await Store.FindAsync(open.Id) is { } version) await TakeAsync(version);
        else LeaveEmpty();
    }

    private async Task TakeAsync(ConfigurationVersion version)
    {
        Open(version);
        await ShowAsync(version.Content);
    }

    private void Open(ConfigurationVersion version) => (Version, Theirs, Refusal, Note) = (version, null, null, version.IsDraft ? version.Note : "");

    private async Task<bool> KeptAsync(Outcome<ConfigurationVersion> outcome)
    {
        await LoadListAsync();
        Refusal = outcome.Refusal;
        if (!outcome.Succeeded) return false;
        Open(outcome.Value);
        await KeepAsync(outcome.Value.Content);
        return true;
    }

    /// <summary>Does something during which nothing else may be begun.</summary>
    protected async Task BusyAsync(Func<Task> action)
    {
        if (Busy) return;
        Busy = true;
        try
        {
            await action();
        }
        finally
        {
            Busy = false;
            StateHasChanged();
        }
    }
}
