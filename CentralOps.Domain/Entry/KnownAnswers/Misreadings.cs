namespace CentralOps.Domain.Entry.KnownAnswers;

/// <summary>Plausible wrong readings: laid under a known answer on a sheet they show whether somebody looks or just accepts.</summary>
public static class Misreadings
{
    private static readonly Dictionary<char, char> Alike = new()
    {
        ['0'] = '6', ['1'] = '7', ['2'] = '7', ['3'] = '8', ['4'] = '9', ['5'] = '6', ['6'] = '8', ['7'] = '1', ['8'] = '3', ['9'] = '4',
        ['壹'] = '叁', ['贰'] = '柒', ['叁'] = '壹', ['肆'] = '伍', ['伍'] = '肆', ['陆'] = '捌', ['柒'] = '贰', ['捌'] = '陆', ['玖'] = '肆',
    };

    /// <summary>The value with one character read wrongly; null = it has none that is commonly mistaken.</summary>
    /// <param name="value">The true value.</param>
    /// <param name="dice">A number of at least 0; which of the characters that can be mistaken.</param>
    public static string? Of(string value, int dice)
    {
        var places = Enumerable.Range(0, value.Length).Where(i => Alike.ContainsKey(value[i])).ToList();
        if (places.Count > 0)
        {
            var at = places[dice % places.Count];
            return string.Concat(value.AsSpan(0, at), Alike[value[at]].ToString(), value.AsSpan(at + 1));
        }

        var pairs = Enumerable.Range(0, Math.Max(value.Length - 1, 0)).Where(i => value[i] != value[i + 1] && !char.IsSurrogate(value[i]) && !char.IsSurrogate(value[i + 1])).ToList();
        if (pairs.Count == 0) return null;
        var first = pairs[dice % pairs.Count];
        return string.Concat(value.AsSpan(0, first), $"{value[first + 1]}{value[first]}", value.AsSpan(first + 2));
    }
}
