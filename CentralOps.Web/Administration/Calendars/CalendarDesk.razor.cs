using System.Globalization;
using System.Text;
using System.Text.Json;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CentralOps.Web.Administration.Calendars;

/// <summary>A calendar of working days, a year at a time; drafted, checked, published by a second person. Focus moves by keys in the browser.</summary>
public sealed partial class CalendarDesk : IAsyncDisposable
{
    private const long MaxImport = 2_000_000;

    private static readonly string[] Tabs = ["day", "calendar", "findings", "versions"];

    private readonly Stack<WorkingCalendar> _before = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<CalendarDesk>? _self;
    private WorkingCalendar _calendar = new();
    private IReadOnlyList<(string Key, string Name)> _names = [];
    private DateOnly _day;
    private string? _unreadable;
    private string _newKey = "";
    private string _tab = "day";
    private bool _naming;

    /// <summary>Key of the calendar.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private CalendarBook Book { get; set; } = default!;

    [Inject] private CalendarUse Use { get; set; } = default!;

    [Inject] private TextCatalogue Codes { get; set; } = default!;

    [Inject] private IBusinessCalendar Business { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.Calendar;

    /// <inheritdoc />
    protected override string DocumentKey => Key;

    /// <inheritdoc />
    protected override string TestNote => Texts["Checked", _calendar.Years.Count, _calendar.Years.Sum(y => y.Days.Count)];

    /// <inheritdoc />
    protected override string PublishMessage => Texts["PublishMessage"];

    private CalendarYear? Year => _calendar.Years.FirstOrDefault(y => y.Year == _day.Year);

    private bool Works => _calendar.Find(_day)?.Works ?? _calendar.WorksByWeek(_day);

    private string Reason => _calendar.Find(_day)?.Name ?? "";

    private IReadOnlyList<BusinessHours> OwnHours => _calendar.Find(_day)?.Hours ?? [];

    private int WorkingDaysOfYear => new WorkingTime(_calendar).Between(new DateOnly(_day.Year - 1, 12, 31), new DateOnly(_day.Year, 12, 31));

    private string NextWorkingDay => _calendar.Weekdays.Count == 0 ? "—" : new WorkingTime(_calendar).Add(_day, 1).ToString("D", CultureInfo.CurrentCulture);

    /// <inheritdoc />
    protected override string Content => CalendarJson.Write(_calendar);

    /// <inheritdoc />
    protected override void Show(string content)
    {
        _calendar = CalendarJson.Read(content);
        _before.Clear();
    }

    /// <inheritdoc />
    protected override IReadOnlyList<DocumentChange> Between(string older, string newer) => CalendarJson.Between(CalendarJson.Read(older), CalendarJson.Read(newer));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _day = Business.Today;
        await base.OnInitializedAsync();
        var inForce = Book.All().ToDictionary(c => c.Key, c => Bilingual.Of(c.Calendar.NameZh, c.Calendar.NameEn));
        _names = [.. (await Store.ListAsync(Kind)).Select(v => v.Key).Append(Key).Distinct().Select(k => (k, inForce.GetValueOrDefault(k, "")))];
        if (Version is null && _names.FirstOrDefault(n => n.Key != Key).Key is { } other) Navigation.NavigateTo($"/administration/calendars/{other}");
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/administration/calendar.js");
        _keys = await _module.InvokeAsync<IJSObjectReference>("keys", _root, _self);
    }

    /// <summary>The browser has moved to a day, perhaps of another year.</summary>
    [JSInvokable]
    public void Move(string date)
    {
        if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and <= 2200) Look(day);
        StateHasChanged();
    }

    /// <summary>The day is worked, or no longer. A day beside a holiday is likely to be part of it.</summary>
    [JSInvokable]
    public void Toggle()
    {
        if (Difference is not null || Version is null) return;
        var works = !Works;
        var name = works == _calendar.WorksByWeek(_day) ? "" : Reason is { Length: > 0 } own ? own
            : new[] { -1, 1 }.Select(d => _calendar.Find(_day.AddDays(d))).FirstOrDefault(d => d is not null && d.Works == works)?.Name ?? "";
        Set(works, name, OwnHours);
        StateHasChanged();
    }

    /// <summary>Takes the last change back.</summary>
    [JSInvokable]
    public void Undo()
    {
        if (!_before.TryPop(out var before)) return;
        _calendar = before;
        Judge();
        StateHasChanged();
    }

    private void Look(DateOnly day) => (_day, _tab) = (day, _tab is "day" or "calendar" ? _tab : "day");

    private void Set(bool works, string name, IReadOnlyList<BusinessHours> hours) => Change(_calendar.With(_day, works, name, hours));

    private void Change(WorkingCalendar calendar)
    {
        _before.Push(_calendar);
        _calendar = calendar;
        Judge();
    }

    private void Show(ModelFinding finding)
    {
        if (DateOnly.TryParseExact(finding.ElementId, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) Look(day);
        else if (int.TryParse(finding.ElementId, CultureInfo.InvariantCulture, out var year) && year is >= 1990 and <= 2200) Look(new DateOnly(year, 1, 1));
        else _tab = "calendar";
        Difference = null;
    }

    private async Task ChooseAsync(ChangeEventArgs e)
    {
        if (e.Value?.ToString() is not { } key || key == Key) return;
        if (!Dirty || await Dialogs.ConfirmAsync(VersionTexts["LeaveUnsaved"], VersionTexts["LeaveUnsavedAsk"], VersionTexts["LeaveUnsavedYes"], danger: true)) Navigation.NavigateTo($"/administration/calendars/{key}");
    }

    private async Task NewAsync()
    {
        var key = _newKey.Trim();
        var blank = new WorkingCalendar { NameZh = key, NameEn = key, Hours = _calendar.Hours, CutOff = _calendar.CutOff };
        var made = await Workshop.BeginAsync(Staff!, Kind, key, CalendarJson.Write(blank));
        Refusal = made.Refusal;
        if (made.Succeeded) Navigation.NavigateTo($"/administration/calendars/{key}");
    }

    private async Task RetireAsync()
    {
        if (!await Dialogs.ConfirmAsync(Texts["Retire"], Texts["RetireAsk", Bilingual.Of(_calendar.NameZh, _calendar.NameEn)], Texts["Retire"], danger: true)) return;
        Refusal = (await Workshop.RetireAsync(Staff!, Kind, Key, [.. Use.Of(Key).Select(NameOf)])).Refusal;
        if (Refusal is null && Version is { } version) await OpenAsync(version.Id);
    }

    private string NameOf((string Kind, string Key) user) =>
        user.Kind == ConfigurationKind.Parameters ? Codes[$"Parameter.{user.Key}"] : $"{VersionTexts[$"Kind.{user.Kind}"]} {user.Key}";

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        try
        {
            using var reader = new StreamReader(chosen.File.OpenReadStream(MaxImport), Encoding.UTF8);
            var years = CalendarJson.ReadYears(await reader.ReadToEndAsync());
            var merged = CalendarJson.Merge(_calendar, years);
            Difference = (CalendarJson.Between(_calendar, merged), $"→ {chosen.File.Name}"); // nothing is kept before it is saved
            Change(merged);
            if (years.Count > 0) _day = new DateOnly(years.MaxBy(y => y.Days.Count)!.Year, 1, 1);
            _unreadable = null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            _unreadable = error.Message;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _module.EndAsync("dispose", _keys);

        _self?.Dispose();
    }

    // As the comparison writes it: "+ 国庆节" for a day that is worked, "−" for one that is not; weekdays by their names in code.
    private string? InWords(string property, string? value) => (property, value) switch
    {
        ("day", [var sign and ('+' or '−'), .. var reason]) => $"{Texts[sign == '+' ? "Day.Works" : "Day.Off"]}{(reason.Trim() is { Length: > 0 } why ? $" · {why}" : "")}",
        ("weekdays", { } days) => string.Join(' ', days.Split(' ').Select(d => Enum.TryParse<DayOfWeek>(d, out var day) ? CultureInfo.CurrentUICulture.DateTimeFormat.GetShortestDayName(day) : d)),
        _ => value,
    };
}
