using System.Globalization;

namespace CentralOps.Web.Components;

/// <summary>Counts as people read them in both languages.</summary>
public static class CountText
{
    /// <summary><c>12,345</c>.</summary>
    public static string Format(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
