using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Entry.Thresholds;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Entry.Thresholds;

/// <summary>Threshold advisor: what the machine's confidence is worth by what people keyed, the threshold that meets a target, and the way to put it in force.</summary>
public sealed partial class ThresholdPage : ComponentBase
{
    private static readonly double[] Targets = [0.01, 0.001, 0.0001];
    private static readonly int[] Periods = [30, 90, 365];
    private const int LeastOfLayout = 300; // fewer say nothing of their own; the layout follows the field
    private IReadOnlyList<FieldReadings> _readings = [];
    private List<Row> _rows = [];
    private IReadOnlyList<ThresholdVersion> _open = [];
    private IReadOnlyList<ThresholdVersion> _inForce = [];
    private StaffMember? _staff;
    private Row? _chosen;
    private Refusal? _refusal;
    private double _target = 0.001;
    private int _days = 90;
    private bool _loaded;

    [Inject] internal IRecognitionTruths Truths { get; set; } = null!;

    [Inject] internal ThresholdChanges Thresholds { get; set; } = null!;

    [Inject] internal VoucherConfiguration Vouchers { get; set; } = null!;

    [Inject] internal IParameters Parameters { get; set; } = null!;

    [Inject] internal ICurrentStaff Current { get; set; } = null!;

    [Inject] internal TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _staff = await Current.GetAsync();
        await ChangesAsync();
        await PeriodAsync(_days);
    }

    private async Task PeriodAsync(int days)
    {
        _days = days;
        var now = Clock.GetUtcNow();
        _readings = FieldReadings.Of(await Truths.TallyAsync(now.AddDays(-days), now, DecisionWeights.Calibration));
        Advise();
        _loaded = true;
    }

    private void Target(double target)
    {
        _target = target;
        Advise();
    }

    private void Advise()
    {
        _rows = [.. _readings.Where(r => r.TemplateKey is null || r.Checked >= LeastOfLayout).Select(r => new Row(r, ThresholdAdvice.Of(r.Counts, r.Read, InForce(r), _target)))];
        _chosen = _rows.Find(r => r.Id == _chosen?.Id) ?? _rows.FirstOrDefault();
    }

    // As the decision takes it: the layout's own, else the catalogue's, else the general one.
    private double InForce(FieldReadings readings) =>
        Vouchers.Templates.FirstOrDefault(t => t.Template.Key == readings.TemplateKey).Template?.Fields.FirstOrDefault(f => f.Code == readings.FieldCode)?.AcceptFrom
        ?? Vouchers.Fields.Find(readings.FieldCode)?.AcceptFrom ?? (double)Parameters.Number(ParameterKeys.RecognitionThreshold);

    private async Task ApplyAsync(Row row)
    {
        if (row.Advice.Advised is not { } advised) return;
        var evidence = T["Thresholds.evidence", Rate(_target), Share(advised), advised.Wrong, advised.Checked, Rate(advised.Bound)];
        _refusal = (await Thresholds.ProposeAsync(_staff!, row.Readings.FieldCode, row.Readings.TemplateKey, advised.Threshold, evidence)).Refusal;
        await ChangesAsync();
    }

    private async Task PutInForceAsync(ThresholdVersion open)
    {
        _refusal = (await Thresholds.PutInForceAsync(_staff!, open.Version.Id, open.Version.Stamp)).Refusal;
        await ChangesAsync();
        Advise();
    }

    private async Task WithdrawAsync(ThresholdVersion open)
    {
        _refusal = (await Thresholds.WithdrawAsync(_staff!, open.Version.Id, open.Version.Stamp)).Refusal;
        await ChangesAsync();
    }

    private async Task UndoAsync(ThresholdVersion done)
    {
        _refusal = (await Thresholds.UndoAsync(_staff!, done)).Refusal;
        await ChangesAsync();
        Advise();
    }

    private async Task ChangesAsync() => (_open, _inForce) = (await Thresholds.OpenAsync(), Thresholds.InForce());

    private bool MayPublish(ThresholdVersion open) => _staff!.May(Permissions.AdminConfiguration) && !open.Version.IsEditedBy(_staff.UserName);

    private static bool Proposes(ThresholdVersion open, Row row) =>
        !open.Outdated && open.TemplateKey == row.Readings.TemplateKey && open.Changes.Any(c => c.FieldCode == row.Readings.FieldCode && c.To == row.Advice.Advised?.Threshold);

    private string Where(ThresholdVersion version) => version.TemplateKey ?? T["Thresholds.all-layouts"];

    private string Changes(ThresholdVersion version) => string.Join("; ", version.Changes.Select(c => $"{Field(c.FieldCode)} {Confidence(c.From)} → {Confidence(c.To)}"));

    private string Field(string code) => Vouchers.Fields.Find(code) is { } field ? InLanguage.Of(field.NameZh, field.NameEn) : code;

    private string Confidence(double? threshold) => threshold is { } own ? own.ToString("0.####", CultureInfo.InvariantCulture) : T["Thresholds.general"];

    private string Gap(ThresholdAdvice advice, string form) => T[$"Thresholds.{(advice.Gap == AdviceGap.MoreData ? "more" : "out-of-reach")}.{form}", advice.Missing];

    private static IEnumerable<(string Name, ThresholdEffect Effect)> Effects(ThresholdAdvice advice) =>
        advice.Advised is { } advised ? [("today", advice.Today), ("advised", advised)] : [("today", advice.Today)];

    private static string Share(ThresholdEffect effect) => (100 * effect.Share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Checked(ThresholdEffect effect) => string.Create(CultureInfo.InvariantCulture, $"{effect.Wrong:N0} / {effect.Checked:N0}");

    private static string Expected(ThresholdEffect effect) => effect.Checked == 0 ? "–" : Rate(effect.Expected);

    private static string Rate(double rate) => (100 * rate).ToString(rate < 0.001 ? "0.0000" : "0.00", CultureInfo.InvariantCulture) + " %";

    private sealed record Row(FieldReadings Readings, ThresholdAdvice Advice)
    {
        public string Id => Readings.TemplateKey is null ? Readings.FieldCode : $"{Readings.FieldCode}@{Readings.TemplateKey}";
    }
}
