using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Seals;

/// <summary>Outline of a seal.</summary>
internal enum SealShape
{
    /// <summary>Round company or finance seal.</summary>
    Round,

    /// <summary>Oval finance seal.</summary>
    Oval,

    /// <summary>Square name seal.</summary>
    Square,
}

/// <summary>A carved seal: everything that the carver decided. Two impressions of one design are of one seal; lengths are mm.</summary>
internal sealed record SealDesign
{
    public required SealShape Shape { get; init; }

    /// <summary>Text along the rim, or in the square.</summary>
    public required string Text { get; init; }

    /// <summary>Text in the middle, below the star; empty = none.</summary>
    public string Centre { get; init; } = "";

    public required double Width { get; init; }

    public required double Height { get; init; }

    public Face Face { get; init; } = Face.SongBold;

    /// <summary>Width of the rim.</summary>
    public double Rim { get; init; } = 1.1;

    /// <summary>A second, thin rim inside.</summary>
    public bool DoubleRim { get; init; }

    /// <summary>Type size of the rim text.</summary>
    public double TextSize { get; init; } = 4.6;

    /// <summary>Letters along the rim are narrower than wide by this factor.</summary>
    public double TextWidth { get; init; } = 0.8;

    /// <summary>Distance of the rim text's middle from the outer edge.</summary>
    public double TextInset { get; init; } = 4.4;

    /// <summary>Angle that the rim text covers, degrees.</summary>
    public double Span { get; init; } = 250;

    /// <summary>Outer radius of the star; 0 = none.</summary>
    public double Star { get; init; } = 5.2;

    public double CentreSize { get; init; } = 3.6;

    /// <summary>Seed of the carver's hand: small unevenness of every letter.</summary>
    public int Hand { get; init; }

    /// <summary>How uneven the hand is, mm.</summary>
    public double Unevenness { get; init; } = 0.12;

    /// <summary>White on red (name seals).</summary>
    public bool Inverted { get; init; }

    /// <summary>Chips out of the rubber: damage that every impression shows.</summary>
    public int Chips { get; init; }

    /// <summary>A company's finance seal.</summary>
    public static SealDesign Finance(string company, Dice dice)
    {
        var oval = dice.Chance(0.25);
        var (width, height) = oval ? (dice.Between(40, 45), dice.Between(28, 31)) : dice.Pick([(36.0, 36.0), (38.0, 38.0), (38.0, 38.0)]);
        return new()
        {
            Shape = oval ? SealShape.Oval : SealShape.Round,
            Text = company,
            Centre = dice.Pick(["财务专用章", "财务专用章", "财务章"]),
            Width = width,
            Height = height,
            Face = dice.Pick([Face.SongBold, Face.SongRegular, Face.Hei, Face.Song, Face.SansBold]),
            Rim = dice.Between(0.8, 1.4),
            DoubleRim = dice.Chance(0.2),
            TextSize = oval ? dice.Between(3.6, 4.2) : dice.Between(4.2, 5.0),
            TextWidth = dice.Between(0.68, 0.85),
            TextInset = oval ? dice.Between(3.6, 4.2) : dice.Between(4.0, 4.8),
            Span = Math.Min(252, 30 + company.Length * dice.Between(16, 18.5)),
            Star = oval ? dice.Between(2.6, 3.4) : dice.Between(4.6, 5.6),
            CentreSize = oval ? dice.Between(3.0, 3.6) : dice.Between(3.2, 3.6),
            Hand = dice.Seed(),
            Unevenness = dice.Between(0.05, 0.16),
            Chips = dice.Int(0, 2),
        };
    }

    /// <summary>A person's name seal.</summary>
    public static SealDesign Name(string person, Dice dice)
    {
        var side = dice.Pick([18.0, 18.0, 20.0, 16.0]);
        return new()
        {
            Shape = SealShape.Square,
            Text = person.Length == 2 ? person + "之印" : person + "印",
            Width = side,
            Height = side,
            Face = dice.Pick([Face.SongBold, Face.Kai, Face.Hei, Face.SongRegular]),
            Rim = dice.Between(0.7, 1.2),
            TextSize = side * dice.Between(0.38, 0.43),
            TextWidth = dice.Between(0.92, 1.05),
            Star = 0,
            Hand = dice.Seed(),
            Unevenness = dice.Between(0.08, 0.2),
            Inverted = dice.Chance(0.2),
            Chips = dice.Int(0, 2),
        };
    }
}
