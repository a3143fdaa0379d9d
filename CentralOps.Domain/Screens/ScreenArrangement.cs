using System.Globalization;
using CentralOps.Domain.Cases;

namespace CentralOps.Domain.Screens;

/// <summary>Lays a case out as a screen wants it. What is masked or left out is not in the result, so it never reaches a browser.</summary>
public static class ScreenArrangement
{
    /// <summary>The case as this screen shows it.</summary>
    public static CaseView On(this CaseView view, ShownScreen shown)
    {
        var laid = Ordered(shown.Screen, view.Fields, f => f.Field.Code, Rank);
        var secrets = laid.Where(f => f.Look.Masked).SelectMany(f => new[] { f.Item.Field.Value, f.Item.Field.MachineValue }).OfType<string>().Where(v => v.Length > 0).ToHashSet(StringComparer.Ordinal);
        var fields = laid.Select(f => (f.Look.Masked ? Masked(f.Item) : f.Item) with { Look = f.Look }).ToList();
        if (secrets.Count == 0) return view with { Screen = shown, Fields = fields };
        return view with
        {
            Screen = shown,
            Fields = fields,
            Amount = view.Amount is { } amount && secrets.Contains(amount.ToString("0.00", CultureInfo.InvariantCulture)) ? null : view.Amount,
            CustomerName = view.CustomerName is { } name && secrets.Contains(name) ? Masking.Dots : view.CustomerName,
            Evidence = [.. view.Evidence.Select(e => new StepEvidence { Id = e.Id, CaseId = e.CaseId, Step = e.Step, InputHash = e.InputHash, Outcome = e.Outcome, Detail = Masking.Without(e.Detail, secrets), UserId = e.UserId, At = e.At })],
            AskedBy = [.. view.AskedBy.Select(a => Masking.Without(a, secrets))],
        };
    }

    /// <summary>A page to key as this screen shows it: every field stays, a masked one without what the machine proposes.</summary>
    public static VoucherView On(this VoucherView view, ShownScreen shown)
    {
        var laid = Ordered(shown.Screen with { Others = true }, view.Fields, f => f.Definition.Code, _ => 0, all: true);
        return view with { Screen = shown, Fields = [.. laid.Select(f => f.Item with { Look = f.Look, Proposal = f.Look.Masked ? null : f.Item.Proposal })] };
    }

    /// <summary>True when the screen shows this field of a case.</summary>
    public static bool Shows(this Screen screen, CaseField field) =>
        field.Failures is { Length: > 0 } || (screen.Find(field.Code) is { } look ? !look.Hidden : screen.Others);

    private static int Rank(FieldView field) => field.Failures.Count > 0 ? 0 : field.Field.Status == FieldStatus.Accepted ? 2 : 1;

    // A failed check is never out of sight, whatever the screen says.
    private static List<(T Item, ScreenField Look)> Ordered<T>(Screen screen, IEnumerable<T> items, Func<T, string> code, Func<T, int> rank, bool all = false)
    {
        var places = screen.Fields.Select((f, i) => (f.Code, i)).DistinctBy(f => f.Code).ToDictionary(f => f.Code, f => f.i, StringComparer.Ordinal);
        return
        [
            .. items.Where(i => all || rank(i) == 0 || (screen.Find(code(i)) is { } look ? !look.Hidden : screen.Others))
                .OrderBy(i => screen.ExceptionsFirst ? rank(i) : 0).ThenBy(i => places.GetValueOrDefault(code(i), int.MaxValue))
                .Select(i => (i, screen.Find(code(i)) ?? new ScreenField(code(i)))),
        ];
    }

    // Nobody has said yet what it says, but the page shows it.
    private static bool OnPaperOnly(CaseField field) => field is { Status: not FieldStatus.Accepted, PageId: not null };

    private static FieldView Masked(FieldView view)
    {
        var value = view.Masked ? view.Field.Value : Masking.Of(view.Field.Type, view.Field.Value);
        var secrets = new[] { view.Field.Value, view.Field.MachineValue }.OfType<string>().Where(v => v.Length > 0);
        return view with
        {
            Field = view.Field.Showing(value), Masked = view.Masked || !string.IsNullOrEmpty(view.Field.Value) || OnPaperOnly(view.Field), Failures = [.. view.Failures.Select(f => Masking.Without(f, secrets))],
        };
    }
}
