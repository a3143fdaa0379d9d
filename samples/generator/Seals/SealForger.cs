using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Seals;

/// <summary>Seals that want to be taken for another.</summary>
internal static class SealForger
{
    /// <summary>Ways to forge, easiest to see first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["other-company", "other-font", "other-carving", "other-proportions", "one-character"];

    /// <summary>A forgery of the design.</summary>
    public static SealDesign Forge(SealDesign genuine, string kind, Dice dice) => kind switch
    {
        "other-company" => genuine.Shape == SealShape.Square
            ? SealDesign.Name(Names.Person(dice), dice) with { Width = genuine.Width, Height = genuine.Height }
            : SealDesign.Finance(Names.Company(dice), dice) with { Shape = genuine.Shape, Width = genuine.Width, Height = genuine.Height },
        "other-font" => genuine with { Face = dice.Pick(Others(genuine.Face)), Hand = dice.Seed(), Chips = dice.Int(3) },
        // The same typeface cut by another hand: every letter a little elsewhere, other damage.
        "other-carving" => genuine with { Hand = dice.Seed(), Unevenness = Math.Max(0.22, genuine.Unevenness * 1.6), Chips = dice.Int(3) },
        "one-character" => genuine with { Text = Swapped(genuine.Text, dice) },
        _ => genuine with
        {
            Hand = dice.Seed(),
            Span = genuine.Span * (1 + Sign(dice) * dice.Between(0.025, 0.06)),
            TextSize = genuine.TextSize * (1 + Sign(dice) * dice.Between(0.04, 0.09)),
            TextInset = genuine.TextInset + Sign(dice) * dice.Between(0.25, 0.5),
            Star = genuine.Star * (1 + Sign(dice) * dice.Between(0.05, 0.12)),
            CentreSize = genuine.CentreSize * (1 + Sign(dice) * dice.Between(0.04, 0.1)),
            Rim = genuine.Rim + Sign(dice) * dice.Between(0.15, 0.3),
            Chips = dice.Int(3),
        },
    };

    private static int Sign(Dice dice) => dice.Chance(0.5) ? 1 : -1;

    private static Face[] Others(Face face) =>
        [.. new[] { Face.SongBold, Face.SongRegular, Face.Hei, Face.Kai, Face.SansBold }.Where(f => f != face)];

    private static string Swapped(string text, Dice dice)
    {
        const string letters = "远丰泽禾桥辰鲸致雅青盛谊云德明世工元川州同和海湖岭";
        var at = dice.Int(Math.Max(1, text.Length - 2));
        char other;
        do other = letters[dice.Int(letters.Length)];
        while (other == text[at]);
        return text[..at] + other + text[(at + 1)..];
    }
}
