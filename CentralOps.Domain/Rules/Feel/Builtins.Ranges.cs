namespace CentralOps.Domain.Rules.Feel;

internal static partial class Builtins
{
    /// <summary>How two ends stand to each other: −1, 0, 1.</summary>
    private delegate bool Relation(End start1, End end1, End start2, End end2);

    private readonly record struct End(object? Value, bool Included)
    {
        public int To(End other) => Operators.Compare(Value, other.Value) ?? throw new NoOrder();
    }

    private sealed class NoOrder : Exception;

    // The relations of DMN 1.3, table 78, said once for ranges; a point is a range that begins and ends with itself.
    private static void AddRanges()
    {
        Relation before = (_, e1, s2, _) => e1.To(s2) < 0 || (e1.To(s2) == 0 && !(e1.Included && s2.Included));
        Relation meets = (_, e1, s2, _) => e1.Included && s2.Included && e1.To(s2) == 0;
        Relation overlaps = (s1, e1, s2, e2) => (e1.To(s2) > 0 || (e1.To(s2) == 0 && e1.Included && s2.Included)) && (s1.To(e2) < 0 || (s1.To(e2) == 0 && s1.Included && e2.Included));
        Relation overlapsBefore = (s1, e1, s2, e2) => (s1.To(s2) < 0 || (s1.To(s2) == 0 && s1.Included && !s2.Included))
            && (e1.To(s2) > 0 || (e1.To(s2) == 0 && e1.Included && s2.Included)) && (e1.To(e2) < 0 || (e1.To(e2) == 0 && (!e1.Included || e2.Included)));
        Relation overlapsAfter = (s1, e1, s2, e2) => (s2.To(s1) < 0 || (s2.To(s1) == 0 && s2.Included && !s1.Included))
            && (e2.To(s1) > 0 || (e2.To(s1) == 0 && e2.Included && s1.Included)) && (e2.To(e1) < 0 || (e2.To(e1) == 0 && (!e2.Included || e1.Included)));
        Relation finishes = (s1, e1, s2, e2) => e1.Included == e2.Included && e1.To(e2) == 0 && (s1.To(s2) > 0 || (s1.To(s2) == 0 && (!s1.Included || s2.Included)));
        Relation includes = (s1, e1, s2, e2) => (s1.To(s2) < 0 || (s1.To(s2) == 0 && (s1.Included || !s2.Included))) && (e1.To(e2) > 0 || (e1.To(e2) == 0 && (e1.Included || !e2.Included)));
        Relation starts = (s1, e1, s2, e2) => s1.Included == s2.Included && s1.To(s2) == 0 && (e1.To(e2) < 0 || (e1.To(e2) == 0 && (!e1.Included || e2.Included)));
        Relation coincides = (s1, e1, s2, e2) => s1.Included == s2.Included && e1.Included == e2.Included && s1.To(s2) == 0 && e1.To(e2) == 0;

        Pair("before", "after", before, true, true);
        Pair("meets", "met by", meets, false, false);
        AddRelation("overlaps", overlaps, false, false);
        AddRelation("overlaps before", overlapsBefore, false, false);
        AddRelation("overlaps after", overlapsAfter, false, false);
        Pair("finishes", "finished by", finishes, true, false);
        Pair("includes", "during", includes, false, true);
        Pair("starts", "started by", starts, true, false);
        AddRelation("coincides", coincides, true, true);
        Add("range(from:s)", (a, run) => ReadRange(S(a[0]), run));
    }

    private static void Pair(string name, string inverse, Relation relation, bool firstPoint, bool secondPoint)
    {
        AddRelation(name, relation, firstPoint, secondPoint);
        AddRelation(inverse, (s1, e1, s2, e2) => relation(s2, e2, s1, e1), secondPoint, firstPoint);
    }

    private static void AddRelation(string name, Relation relation, bool firstPoint, bool secondPoint)
    {
        foreach (var (first, second) in new[] { ("range1", "range2"), ("point1", "point2"), ("point", "range"), ("range", "point"), ("range", "value") })
        {
            Add($"{name}({first}:a, {second}:a)", (a, run) =>
            {
                if ((a[0] is not FeelRange && !firstPoint) || (a[1] is not FeelRange && !secondPoint)) return run.Fail($"{name} takes ranges");
                try
                {
                    return relation(Start(a[0]), Finish(a[0]), Start(a[1]), Finish(a[1]));
                }
                catch (NoOrder)
                {
                    return run.Fail($"{name} takes values that can be compared");
                }
            });
        }

        static End Start(object? value) => value is FeelRange r ? new End(r.Start, r.StartIncluded) : new End(value, true);
        static End Finish(object? value) => value is FeelRange r ? new End(r.End, r.EndIncluded) : new End(value, true);
    }

    // Only literal ends: the function takes text from outside and must not evaluate it.
    private static object? ReadRange(string text, Run run)
    {
        try
        {
            var node = Parser.Expression(text, Names);
            if (node is RangeNode range && Constant(range.Start) && Constant(range.End)) return Compiler.Compile(node)(new Env(run, null, null));
        }
        catch (FeelSyntaxError)
        {
            return run.Fail($"'{text}' is no range");
        }

        return run.Fail($"'{text}' is no range of literals");
    }

    private static bool Constant(Node? node) => node switch
    {
        null or Literal => true,
        Unary { Operand: Literal } => true,
        Call { Function: NameRef { Name: "date" or "time" or "date and time" or "duration" } } call => call.Arguments.All(a => a is Literal),
        _ => false,
    };
}
