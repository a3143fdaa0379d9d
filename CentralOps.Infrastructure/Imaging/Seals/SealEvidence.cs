using System.Globalization;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>What a comparison measured, before anybody decides.</summary>
internal sealed record SealEvidence
{
    /// <summary>Correlation of the ink planes where known, −1 … 1.</summary>
    public double Likeness { get; init; }

    /// <summary>Mean correlation of 4 mm tiles, each at its own best place.</summary>
    public double TileLikeness { get; init; }

    /// <summary>Mean correlation of the worst eighth of the tiles.</summary>
    public double WorstTiles { get; init; }

    /// <summary>Mean correlation of the worst four tiles, about one letter.</summary>
    public double WorstLetter { get; init; }

    /// <summary>Largest share of a 3 mm square with ink at other places than the specimen's.</summary>
    public double Substituted { get; init; }

    /// <summary>Largest share of a letter's strokes that print hides.</summary>
    public double Hidden { get; init; }

    /// <summary>How far strokes stand from where a smooth deformation of the specimen would put them, mm, root mean square.</summary>
    public double Displacement { get; init; }

    /// <summary>The same over the worst eighth of the tiles.</summary>
    public double WorstDisplacement { get; init; }

    /// <summary>Ink where the specimen has none, relative to the specimen's ink.</summary>
    public double Extra { get; init; }

    /// <summary>Largest share of a 4 mm square that is extra ink.</summary>
    public double WorstExtra { get; init; }

    /// <summary>Specimen ink that the impression lacks, relative to the specimen's ink.</summary>
    public double Missing { get; init; }

    /// <summary>Largest share of a 4 mm square that is missing ink.</summary>
    public double WorstMissing { get; init; }

    /// <summary>Size relative to the specimen.</summary>
    public double Scale { get; init; }

    /// <summary>Uneven stretch.</summary>
    public double Anisotropy { get; init; }

    /// <summary>Rotation against the specimen, degrees.</summary>
    public double Degrees { get; init; }

    /// <summary>Share of the specimen's ink that could be compared: neither hidden under print nor left without ink.</summary>
    public double Covered { get; init; }

    /// <summary>Tiles compared.</summary>
    public int Tiles { get; init; }

    /// <summary>The numbers that the score is made of.</summary>
    public double[] Features() =>
    [
        Likeness, TileLikeness, WorstTiles, Displacement, WorstDisplacement, Extra, WorstExtra, Missing, WorstMissing, Math.Abs(Scale - 1), Anisotropy, Covered, WorstLetter, Substituted, Hidden,
    ];

    /// <inheritdoc />
    public override string ToString() => string.Join('\t', Features().Select(f => f.ToString("F5", CultureInfo.InvariantCulture)));
}
