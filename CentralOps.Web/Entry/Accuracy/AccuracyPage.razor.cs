using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Entry.Accuracy;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Entry.Accuracy;

/// <summary>Automation, accuracy and speed of entry for supervisors: per keyer, field, layout and engine, and the stock of known answers.</summary>
public sealed partial class AccuracyPage : ComponentBase
{
    private static readonly string[] Views = ["keyers", "fields", "templates", "engines", "answers"];
    private IReadOnlyList<RecognitionTruth> _truths = [];
    private IReadOnlyList<KeyerFigures> _keyers = [];
    private IReadOnlyList<KnownAnswerRow> _answers = [];
    private Dictionary<string, IReadOnlyList<GroupFigures>> _groups = [];
    private Dictionary<Guid, string> _names = [];
    private Refusal? _refusal;
    private string _view = "keyers";
    private int _days = 30;
    private bool _loaded;

    [Inject] internal IRecognitionTruths Truths { get; set; } = null!;

    [Inject] internal IKnownAnswers Answers { get; set; } = null!;

    [Inject] internal IStaffDirectory Staff { get; set; } = null!;

    [Inject] internal ICurrentStaff Current { get; set; } = null!;

    [Inject] internal VoucherConfiguration Vouchers { get; set; } = null!;

    [Inject] internal TimeProvider Clock { get; set; } = null!;

    private IReadOnlyList<GroupFigures> Groups => _groups.GetValueOrDefault(_view) ?? [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _names = (await Staff.AllAsync()).ToDictionary(s => s.Id, s => s.DisplayName);
        await PeriodAsync(_days);
    }

    private async Task PeriodAsync(int days)
    {
        _days = days;
        var now = Clock.GetUtcNow();
        _truths = await Truths.BetweenAsync(now.AddDays(-days), now);
        _keyers = EntryFigures.PerKeyer(_truths, await Answers.KeyingsAsync(now.AddDays(-days), now));
        _groups = new() { ["fields"] = EntryFigures.PerField(_truths), ["templates"] = EntryFigures.PerTemplate(_truths), ["engines"] = EntryFigures.PerEngine(_truths) };
        _answers = await Answers.ListAsync(200);
        _loaded = true;
    }

    private async Task RetireAsync(Guid id)
    {
        _refusal = (await Answers.RetireAsync((await Current.GetAsync()).Id, id)).Refusal;
        _answers = await Answers.ListAsync(200);
    }

    private async Task CollectAsync()
    {
        await Answers.CollectAsync();
        _answers = await Answers.ListAsync(200);
    }

    private string Name(Guid user) => _names.GetValueOrDefault(user, "?");

    private string Field(string code) => Vouchers.Fields.Find(code) is { } field ? InLanguage.Of(field.NameZh, field.NameEn) : code;

    private static string Share(int part, int of) => of == 0 ? "–" : (100.0 * part / of).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Rate(int wrong, int of) => of == 0 ? "–" : (100.0 * wrong / of).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Bound(int wrong, int of) => of == 0 ? "–" : "≤ " + (100.0 * EntryFigures.Upper95(wrong, of)).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Seconds(double seconds) => seconds == 0 ? "–" : seconds.ToString("0.0", CultureInfo.InvariantCulture);
}
