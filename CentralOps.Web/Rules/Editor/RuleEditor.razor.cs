using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace CentralOps.Web.Rules.Editor;

/// <summary>The rule editor: the rules lie in the browser while they are edited; what is checked, saved, replayed, compared and published is decided here.</summary>
public sealed partial class RuleEditor : IAsyncDisposable
{
    private static readonly string[] Tabs = ["properties", "findings", "versions"];

    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _editor;
    private DotNetObjectReference<RuleEditor>? _self;
    private ReplayPanel? _replay;
    private RuleDocument? _document;
    private IReadOnlyList<RuleTerm> _terms = [];
    private IReadOnlyList<RulePlace> _places = [];
    private Comparison? _difference;
    private string _name = "";
    private string _tab = "properties";
    private string _tests = "";
    private string _replayed = "";
    private bool _replaying;
    private int _edits; // that the browser has told of
    private int _kept; // of these, saved

    /// <summary>Configuration key of the rule set.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private RuleVocabulary Vocabulary { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IWorkingCalendars Calendars { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.RuleSet;

    /// <inheritdoc />
    protected override string DocumentKey => Key;

    /// <inheritdoc />
    protected override string TestNote => string.Join(" · ", new[] { _tests, _replayed }.Where(t => t.Length > 0));

    /// <inheritdoc />
    protected override string PublishMessage => Texts["PublishMessage"];

    /// <inheritdoc />
    protected override bool Changed => _edits > _kept;

    /// <inheritdoc />
    protected internal override int Serious => _places.Count(f => !f.Warning);

    private sealed record Comparison(string Older, string Newer, string OlderTitle, string NewerTitle);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await BeginAsync();
        if (Version is null) return;
        _terms = Vocabulary.Read(Key);
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/rules/editor.js");
        _editor = await _module.InvokeAsync<IJSObjectReference>("edit", _root, _self, _document!.Draft, _terms, BrowserTexts());
        StateHasChanged();
    }

    /// <summary>The browser asks what is wrong with the rules as they are now.</summary>
    [JSInvokable]
    public async Task<RuleAnswer> Check(IJSStreamReference model, int edits)
    {
        var draft = await RuleAnswer.ReadAsync(model);
        var (document, terms, clock, calendars) = (_document!, _terms, Clock, Calendars);
        var (answer, places) = await Task.Run(() => RuleAnswer.Of(document, draft, terms, clock, calendars, Texts, Codes));
        _places = places;
        _tests = answer.Tests.Count == 0 ? "" : Texts["TestSummary", answer.Tests.Count(t => t.Verdict == nameof(TestVerdict.Passed)), answer.Tests.Count];
        _edits = Math.Max(_edits, edits);
        await InvokeAsync(StateHasChanged);
        return answer;
    }

    private Dictionary<string, string> BrowserTexts() =>
        Texts.GetAllStrings().Where(t => t.Name.StartsWith("Js.", StringComparison.Ordinal)).ToDictionary(t => t.Name[3..], t => t.Value);

    /// <inheritdoc />
    protected override async Task<string> ReadAsync() =>
        _document!.Write(await RuleAnswer.ReadAsync(await _editor!.InvokeAsync<IJSStreamReference>("model")), _terms);

    /// <inheritdoc />
    protected override async Task ShowAsync(string content)
    {
        Take(content);
        (_kept, _replayed) = (_edits, "");
        if (_editor is not null) _kept = await _editor.InvokeAsync<int>("load", _document!.Draft);
    }

    /// <inheritdoc />
    protected override async Task KeepAsync(string content)
    {
        Take(content);
        _kept = await _editor!.InvokeAsync<int>("saved", _document!.Draft); // what was typed meanwhile is not saved yet
    }

    /// <inheritdoc />
    protected override Task ShowDifferenceAsync(string older, string newer, string olderTitle, string newerTitle)
    {
        (_replaying, _difference) = (false, new(older, newer, olderTitle, newerTitle));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void LeaveEmpty() => Navigation.NavigateTo("/rules");

    private void Take(string content)
    {
        (_document, _difference) = (RuleDocument.Read(content), null);
        _name = _document.Draft.Name.Length > 0 ? _document.Draft.Name : Key;
    }

    private void ShowReplay() => (_replaying, _difference) = (true, null);

    private void ReplayedAsync(string summary) => _replayed = summary;

    private async Task AddTestAsync(Domain.Cases.Replay.ChangedOutcome change)
    {
        _replaying = false;
        await _editor!.InvokeVoidAsync("addTest", change.CaseNumber, change.Decision, change.Inputs, change.After.Count > 0 ? change.After : change.Before);
    }

    private async Task FocusAsync(RulePlace place)
    {
        if (_editor is null) return;
        if (place.Test.Length > 0) await _editor.InvokeVoidAsync("focusTest", place.Test);
        else await _editor.InvokeVoidAsync("focus", place.Decision, place.Rule, place.Column);
    }

    private async Task ApplyAsync(RulePlace place)
    {
        if (_editor is not null) await _editor.InvokeVoidAsync("apply", place.Decision, place.Rule, place.Column, place.Suggestion);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _module.EndAsync("dispose", _editor);

        _self?.Dispose();
    }
}
