namespace CentralOps.Domain.Rules.Feel;

/// <summary>The functions that FEEL has (DMN 1.3, 10.3.4, with those of 1.4 and 1.5).</summary>
/// <remarks>
/// A signature names its parameters with a letter for their kind: s text, n number, b yes/no, l list, c context, f function, d date, t time, e date and time,
/// D days duration, M months duration, a anything but null, o anything; <c>?</c> may be left out; <c>*</c> a list, or any number of arguments.
/// </remarks>
internal static partial class Builtins
{
    private static readonly Dictionary<string, List<Overload>> Overloads = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, FeelFunction> Functions = new(StringComparer.Ordinal);

    static Builtins()
    {
        AddConversions();
        AddTexts();
        AddLists();
        AddNumbers();
        AddTemporal();
        AddRanges();
        AddContexts();
        AddWorkingDays();
        foreach (var (name, overloads) in Overloads)
        {
            Functions[name] = new FeelFunction(name, overloads[0].Names, (arguments, run) => Invoke(name, overloads, arguments, null, run))
            {
                Overloaded = (arguments, names, run) => Invoke(name, overloads, arguments, names, run),
            };
        }

        Names = NameScope.Of([.. Functions.Keys, "time offset", "start included", "end included"]);
    }

    private delegate object? Body(object?[] a, Run run);

    /// <summary>Names of all functions, for the scanner.</summary>
    public static NameScope Names { get; }

    public static FeelFunction? Find(string name) => Functions.GetValueOrDefault(name);

    private static void Add(string signature, Body body)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var name = signature[..open];
        var parameters = signature[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(':')).ToArray();
        (Overloads.TryGetValue(name, out var list) ? list : Overloads[name] = []).Add(new Overload(
            [.. parameters.Select(p => p[0])], [.. parameters.Select(p => p[1][0])], parameters.Count(p => !p[1].EndsWith('?')),
            parameters.Length > 0 && parameters[^1][1].EndsWith('*'), body));
    }

    private static object? Invoke(string name, List<Overload> overloads, object?[] arguments, IReadOnlyList<string>? names, Run run)
    {
        run.Enter(name);
        try
        {
            foreach (var overload in overloads)
            {
                if (overload.Arrange(arguments, names) is { } arranged) return overload.Body(arranged, run);
            }

            return run.Fail($"{name}({string.Join(", ", arguments.Select(FeelType.NameOf))}) is not defined");
        }
        catch (OverflowException)
        {
            return run.Fail($"a number in {name} is too large");
        }
        finally
        {
            run.Leave();
        }
    }

    private sealed record Overload(string[] Names, char[] Kinds, int Required, bool Many, Body Body)
    {
        /// <summary>The arguments in the order of the parameters and adapted to their kinds; null when they do not fit.</summary>
        public object?[]? Arrange(object?[] given, IReadOnlyList<string>? names)
        {
            var arranged = new object?[Names.Length];
            var present = new bool[Names.Length];
            if (names is not null)
            {
                for (var i = 0; i < names.Count; i++)
                {
                    var at = Array.IndexOf(Names, names[i]);
                    if (at < 0 || present[at]) return null;
                    (arranged[at], present[at]) = (given[i], true);
                }
            }
            else if (Many && (given.Length != Names.Length || given[^1] is not IReadOnlyList<object?>))
            {
                if (given.Length < Names.Length) return null;
                for (var i = 0; i < Names.Length - 1; i++) (arranged[i], present[i]) = (given[i], true);
                (arranged[^1], present[^1]) = (given[(Names.Length - 1)..], true);
            }
            else
            {
                if (given.Length > Names.Length) return null;
                for (var i = 0; i < given.Length; i++) (arranged[i], present[i]) = (given[i], true);
            }

            for (var i = 0; i < Names.Length; i++)
            {
                if (present[i] ? !Fits(Kinds[i], ref arranged[i]) : i < Required) return null;
            }

            return arranged;
        }

        private static bool Fits(char kind, ref object? value)
        {
            if (kind == 'o') return true;
            if (value is null) return false;
            if (kind == 'a' || Is(kind, value)) return true;
            if (kind == 'l')
            {
                value = new[] { value };
                return true;
            }

            if (value is not IReadOnlyList<object?> { Count: 1 } list || list[0] is not { } only || !Is(kind, only)) return false;
            value = only;
            return true;
        }

        private static bool Is(char kind, object value) => kind switch
        {
            's' => value is string,
            'n' => value is decimal,
            'b' => value is bool,
            'l' => value is IReadOnlyList<object?>,
            'c' => value is FeelContext,
            'f' => value is FeelFunction,
            'd' => value is FeelDate,
            't' => value is FeelTime,
            'e' => value is FeelDateTime,
            'D' => value is DaysDuration,
            'M' => value is MonthsDuration,
            _ => true,
        };
    }

    private static string S(object? value) => (string)value!;

    private static decimal N(object? value) => (decimal)value!;

    private static IReadOnlyList<object?> L(object? value) => (IReadOnlyList<object?>)value!;

    private static FeelContext C(object? value) => (FeelContext)value!;

    /// <summary>A whole number in the range of positions; null otherwise.</summary>
    private static int? Whole(object? value) => value is decimal n && n == decimal.Truncate(n) && Math.Abs(n) < 1_000_000_000 ? (int)n : null;
}
