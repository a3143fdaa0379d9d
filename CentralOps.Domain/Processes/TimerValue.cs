using System.Globalization;
using System.Xml;

namespace CentralOps.Domain.Processes;

/// <summary>A timer's value: a time from now, or a moment, and how often it repeats.</summary>
/// <param name="After">Time from now.</param>
/// <param name="At">Moment.</param>
/// <param name="Repeats">Further firings after the first; −1 = without end.</param>
internal sealed record TimerValue(TimeSpan? After, DateTimeOffset? At, int Repeats = 0)
{
    /// <summary>Longest time that is not a slip of the pen.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <summary>Written as ISO 8601, not as an expression.</summary>
    public static bool IsLiteral(TimerDefinition timer) => timer.Text.Length > 1 && timer.Kind switch
    {
        TimerKind.Date => char.IsAsciiDigit(timer.Text[0]),
        TimerKind.Cycle => timer.Text[0] == 'R' && timer.Text.Contains('/', StringComparison.Ordinal),
        _ => timer.Text[0] == 'P' && (char.IsAsciiDigit(timer.Text[1]) || timer.Text[1] == 'T'),
    };

    public static bool TryRead(TimerKind kind, string text, out TimerValue value)
    {
        value = new TimerValue(null, null);
        if (kind == TimerKind.Date)
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return false;
            value = new TimerValue(null, at);
            return true;
        }

        var repeats = 0;
        if (kind == TimerKind.Cycle && !TryReadRepeats(ref text, out repeats)) return false;
        if (!TryReadDuration(text, out var after)) return false;
        value = new TimerValue(after, null, repeats);
        return true;
    }

    /// <summary>Days, hours, minutes and seconds; months and years have no fixed length and are refused.</summary>
    public static bool TryReadDuration(string text, out TimeSpan after)
    {
        after = default;
        var date = text.Split('T')[0];
        if (!text.StartsWith('P') || date.Contains('Y', StringComparison.Ordinal) || date.Contains('M', StringComparison.Ordinal)) return false;
        try
        {
            after = XmlConvert.ToTimeSpan(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }

        return after >= TimeSpan.Zero && after <= Longest;
    }

    // R3/PT10M fires three times; R/PT10M without end.
    private static bool TryReadRepeats(ref string text, out int repeats)
    {
        repeats = 0;
        var parts = text.Split('/');
        if (parts.Length != 2 || !parts[0].StartsWith('R')) return false;
        text = parts[1];
        if (parts[0].Length == 1)
        {
            repeats = -1;
            return true;
        }

        if (!int.TryParse(parts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times == 0) return false;
        repeats = times - 1;
        return true;
    }
}
