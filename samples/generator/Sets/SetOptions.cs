namespace CentralOps.SampleGenerator.Sets;

/// <summary>What to draw a set with.</summary>
/// <param name="Folder">Where to.</param>
/// <param name="Seed">Another seed is another set.</param>
/// <param name="Count">How many; 0 = the set's own default.</param>
/// <param name="Degraded">Worse scans.</param>
/// <param name="Covered">Pages: stretched up to 8 %, and a slip of paper lies over a part of each.</param>
internal sealed record SetOptions(string Folder, int Seed, int Count, bool Degraded, bool Covered = false)
{
    /// <summary>The same in a sub-folder.</summary>
    public SetOptions In(string sub) => this with { Folder = Path.Combine(Folder, sub) };

    /// <summary>The count, or the default.</summary>
    public int CountOr(int otherwise) => Count > 0 ? Count : otherwise;

    /// <summary>Creates the folder.</summary>
    public SetOptions Ready()
    {
        Directory.CreateDirectory(Folder);
        return this;
    }
}
