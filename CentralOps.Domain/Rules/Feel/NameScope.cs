namespace CentralOps.Domain.Rules.Feel;

/// <summary>Names that an expression may use at a place. FEEL names hold spaces and signs, so that the scanner must know them.</summary>
internal sealed class NameScope(NameScope? outer = null)
{
    private readonly Dictionary<string, List<string[]>> _byFirstWord = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public static NameScope Of(IEnumerable<string> names, NameScope? outer = null)
    {
        var scope = new NameScope(outer);
        foreach (var name in names) scope.Add(name);
        return scope;
    }

    public NameScope Inner(params IEnumerable<string> names) => Of(names, this);

    public void Add(string name)
    {
        if (!_names.Add(Normal(name))) return;
        var words = Words(name);
        if (words.Length < 2) return;
        (_byFirstWord.TryGetValue(words[0], out var list) ? list : _byFirstWord[words[0]] = []).Add(words);
    }

    public bool Knows(string name) => _names.Contains(name) || outer?.Knows(name) == true;

    /// <summary>Names of several words that begin with the word.</summary>
    public IEnumerable<string[]> BeginningWith(string word)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (!scope._byFirstWord.TryGetValue(word, out var list)) continue;
            foreach (var words in list) yield return words;
        }
    }

    /// <summary>Known name most like a mistyped one; null when none is close.</summary>
    public string? Suggest(string name)
    {
        var all = new List<string>();
        for (var scope = this; scope is not null; scope = scope.Outer) all.AddRange(scope._names);
        return all.Select(n => (Name: n, Distance: Distance(n, name))).Where(n => n.Distance <= Math.Max(1, name.Length / 3)).OrderBy(n => n.Distance).FirstOrDefault().Name;
    }

    private NameScope? Outer => outer;

    /// <summary>Runs of letters and digits, and single signs.</summary>
    public static string[] Words(string name)
    {
        var words = new List<string>();
        for (var i = 0; i < name.Length;)
        {
            if (char.IsWhiteSpace(name[i]))
            {
                i++;
                continue;
            }

            var start = i;
            if (Scanner.IsPart(name, i)) while (i < name.Length && Scanner.IsPart(name, i)) i++;
            else i++;
            words.Add(name[start..i]);
        }

        return [.. words];
    }

    /// <summary>One space between words, none around signs.</summary>
    public static string Normal(string name)
    {
        var text = new System.Text.StringBuilder();
        foreach (var word in Words(name))
        {
            if (text.Length > 0 && Scanner.IsPart(word, 0) && Scanner.IsPart(text.ToString(), text.Length - 1)) text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3 || a.Length > 60) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
