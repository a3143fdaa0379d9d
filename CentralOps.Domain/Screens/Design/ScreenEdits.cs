using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Screens.Design;

/// <summary>A field in the designer's list.</summary>
/// <param name="Look">How it is shown.</param>
/// <param name="Listed">The screen names it; else it comes with the others.</param>
public sealed record ScreenRow(ScreenField Look, bool Listed);

/// <summary>What an administrator does to a screen. Every change gives a new screen.</summary>
public static class ScreenEdits
{
    /// <summary>The fields in their order, without regard to exceptions: those that the screen lists, then those that only the sample has.</summary>
    public static IReadOnlyList<ScreenRow> Rows(this Screen screen, IEnumerable<string> sample) =>
        [.. screen.Fields.Select(f => new ScreenRow(f, true)), .. sample.Where(c => screen.Find(c) is null).Distinct().Select(c => new ScreenRow(new ScreenField(c), false))];

    /// <summary>Shows a field differently. One that was not listed is listed with all before it, so that none changes its place.</summary>
    public static Screen Set(this Screen screen, IReadOnlyList<ScreenRow> rows, string code, Func<ScreenField, ScreenField> change)
    {
        var at = IndexOf(rows, code);
        return at < 0 ? screen : screen with { Fields = [.. Listed(rows, at).Select(f => f.Code == code ? change(f) : f)] };
    }

    /// <summary>Moves a field to another place among the rows.</summary>
    public static Screen Move(this Screen screen, IReadOnlyList<ScreenRow> rows, string code, int to)
    {
        var at = IndexOf(rows, code);
        to = Math.Clamp(to, 0, rows.Count - 1);
        if (at < 0 || at == to) return screen;
        var fields = Listed(rows, Math.Max(at, to));
        var moved = fields[at];
        fields.RemoveAt(at);
        fields.Insert(to, moved);
        return screen with { Fields = fields };
    }

    /// <summary>Leaves a field to the others again.</summary>
    public static Screen Unlist(this Screen screen, string code) => screen with { Fields = [.. screen.Fields.Where(f => f.Code != code)] };

    /// <summary>Moves a panel to a place in a column, or brings in one that the screen has not.</summary>
    public static Screen Place(this Screen screen, string panel, int column, int row)
    {
        var columns = screen.Columns.Select(c => c with { Panels = [.. c.Panels.Where(p => p != panel)] }).ToList();
        column = Math.Clamp(column, 0, columns.Count - 1);
        var panels = columns[column].Panels.ToList();
        panels.Insert(Math.Clamp(row, 0, panels.Count), panel);
        columns[column] = columns[column] with { Panels = panels };
        return screen with { Columns = columns };
    }

    /// <summary>Takes a panel off the screen.</summary>
    public static Screen TakeOff(this Screen screen, string panel) => screen with { Columns = [.. screen.Columns.Select(c => c with { Panels = [.. c.Panels.Where(p => p != panel)] })] };

    /// <summary>Makes a column wider or narrower; its neighbour gives or takes the difference, so that the screen stays filled.</summary>
    public static Screen Widen(this Screen screen, int column, int width)
    {
        var neighbour = column + 1 < screen.Columns.Count ? column + 1 : column - 1;
        if (neighbour < 0) return screen with { Columns = [screen.Columns[0] with { Width = ScreenColumn.Whole }] };
        var both = screen.Columns[column].Width + screen.Columns[neighbour].Width;
        width = Math.Clamp(width, ScreenColumn.Least, Math.Max(both - ScreenColumn.Least, ScreenColumn.Least));
        return screen with { Columns = [.. screen.Columns.Select((c, i) => i == column ? c with { Width = width } : i == neighbour ? c with { Width = both - width } : c)] };
    }

    /// <summary>A further column at the right; the widest one gives room for it.</summary>
    public static Screen AddColumn(this Screen screen)
    {
        const int Room = 4;
        var widest = screen.Columns.Select((c, i) => (c.Width, i)).MaxBy(c => c.Width).i;
        return screen with { Columns = [.. screen.Columns.Select((c, i) => i == widest ? c with { Width = c.Width - Room } : c), new ScreenColumn(Room, [])] };
    }

    /// <summary>Takes a column away; its neighbour gets its room and its panels.</summary>
    public static Screen RemoveColumn(this Screen screen, int column)
    {
        if (screen.Columns.Count < 2) return screen;
        var (gone, heir) = (screen.Columns[column], column > 0 ? column - 1 : 1);
        return screen with
        {
            Columns = [.. screen.Columns.Select((c, i) => i == heir ? new ScreenColumn(c.Width + gone.Width, [.. c.Panels, .. gone.Panels]) : c).Where((_, i) => i != column)],
        };
    }

    private static List<ScreenField> Listed(IReadOnlyList<ScreenRow> rows, int upTo) => [.. rows.Where((r, i) => r.Listed || i <= upTo).Select(r => r.Look)];

    private static int IndexOf(IReadOnlyList<ScreenRow> rows, string code) => rows.ToList().FindIndex(r => r.Look.Code == code);
}
