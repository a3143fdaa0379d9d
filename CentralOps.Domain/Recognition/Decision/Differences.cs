namespace CentralOps.Domain.Recognition.Decision;

/// <summary>Where two writings of a value differ.</summary>
public static class Differences
{
    /// <summary>
    /// Indexes of characters of <paramref name="value"/> that <paramref name="other"/> does not confirm, by the shortest edit; where the other has a character more,
    /// the two neighbours are named.
    /// </summary>
    public static IReadOnlyList<int> Indexes(string value, string other)
    {
        int[,] cost = EditCosts(value, other);
        var result = new SortedSet<int>();
        int i = value.Length, j = other.Length;
        while (i > 0 || j > 0)
        {
            if (i > 0 && j > 0 && cost[i, j] == cost[i - 1, j - 1] + (value[i - 1] == other[j - 1] ? 0 : 1))
            {
                if (value[i - 1] != other[j - 1])
                    result.Add(i - 1);
                (i, j) = (i - 1, j - 1);
            }
            else if (i > 0 && cost[i, j] == cost[i - 1, j] + 1)
            {
                result.Add(--i);
            }
            else
            {
                j--;
                if (i > 0)
                    result.Add(i - 1);
                if (i < value.Length)
                    result.Add(i);
            }
        }

        return [.. result];
    }

    /// <summary>Least number of insertions, deletions and replacements that turn one text into the other.</summary>
    public static int Distance(string value, string other) => EditCosts(value, other)[value.Length, other.Length];

    private static int[,] EditCosts(string value, string other)
    {
        var cost = new int[value.Length + 1, other.Length + 1];
        for (var i = 0; i <= value.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                    cost[i - 1, j - 1] + (value[i - 1] == other[j - 1] ? 0 : 1));
            }
        }

        return cost;
    }
}
