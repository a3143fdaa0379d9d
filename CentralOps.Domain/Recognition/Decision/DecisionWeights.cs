namespace CentralOps.Domain.Recognition.Decision;

/// <summary>
/// Weights of the evidence, in log-odds (natural logarithm): how many times likelier a value is right when the evidence speaks for it.
/// Calibrated on drawn vouchers of fonts and damages other than the shipped samples; a publication of thresholds replaces them.
/// </summary>
public sealed record DecisionWeights
{
    /// <summary>Version of the calibration below, stored with each value.</summary>
    public const int Calibration = 4;

    /// <summary>Below this confidence the machine's reading is no key at all: two people key the field.</summary>
    public const double CountsAsKey = 0.5;

    /// <summary>Confidence at which a value may be taken without a person.</summary>
    public double Threshold { get; init; } = 0.995;

    /// <summary>Independent supports a value needs: engines, check digits, codes, other fields. Confidence alone is one.</summary>
    public double Supports { get; init; } = 2;

    /// <summary>The weakest character below this is shown as doubtful.</summary>
    public double DoubtfulCharacter { get; init; } = 0.9;

    /// <summary>Most that the first engine's own confidence counts.</summary>
    public double FirstEngine { get; init; } = 3.5;

    /// <summary>The second engine agrees.</summary>
    public double SecondEngine { get; init; } = 3.5;

    /// <summary>That it agrees counts, hardly how sure it is: its own confidence says little, unless it read something else in another picture of the same.</summary>
    public double SecondEngineFloor { get; init; } = 0.85;

    /// <summary>Below this the second engine's reading of amounts and plain figures counts half.</summary>
    public double WitnessInDoubt { get; init; } = 0.5;

    /// <summary>Only the second engine says so: it misreads often, and what it is not half sure of counts against it.</summary>
    public double SecondEngineAlone { get; init; } = 1;

    /// <summary>
    /// The second engine confirms the number of characters and nearly all of them, and where it differs the first engine is as sure as it can be: rare characters are unknown to it.
    /// Never for figures.
    /// </summary>
    public double SecondEngineNearly { get; init; } = 1.8;

    /// <summary>Confidence of the first engine that a character needs where the second one differs.</summary>
    public double NearlyCharacter { get; init; } = 0.985;

    /// <summary>The second engine read something else: weak, it misreads often.</summary>
    public double SecondEngineAgainst { get; init; } = -0.8;

    /// <summary>The same engine, looking at a stretched image, agrees.</summary>
    public double SameEngineAgain { get; init; } = 1;

    /// <summary>The same engine, looking again, disagrees.</summary>
    public double SameEngineAgainst { get; init; } = -2.5;

    /// <summary>As many glyphs in the image as characters in the value.</summary>
    public double GlyphCount { get; init; } = 1.5;

    /// <summary>Another number of glyphs.</summary>
    public double GlyphCountAgainst { get; init; } = -1;

    /// <summary>Characters stand evenly.</summary>
    public double EvenlySpaced { get; init; } = 1;

    /// <summary>There is a gap where a character may have been dropped.</summary>
    public double EvenlySpacedAgainst { get; init; } = -1.5;

    /// <summary>The value has the length that the catalogue asks for.</summary>
    public double Length { get; init; } = 1;

    /// <summary>A check digit modulo 10 fits: one wrong value in ten passes.</summary>
    public double CheckDigit { get; init; } = 2.3;

    /// <summary>A check character of 11 or 31 and a fixed structure fit.</summary>
    public double StrongCheck { get; init; } = 4.5;

    /// <summary>Amount or date in words follows the regulation's grammar, or the text is a real date.</summary>
    public double Grammar { get; init; } = 2.5;

    /// <summary>Another field or a record says the same (words = figures).</summary>
    public double CrossCheck { get; init; } = 7;

    /// <summary>A record knows the value: an account of the directory, a payee of the past.</summary>
    public double Record { get; init; } = 4;

    /// <summary>A record knows better.</summary>
    public double Objection { get; init; } = -3;

    /// <summary>A code on the page says the same.</summary>
    public double Code { get; init; } = 9;

    /// <summary>The value breaks its own format.</summary>
    public double Problem { get; init; } = -4;

    /// <summary>Free text: mean confidence of the first engine from which it needs no surer second one.</summary>
    public double TextFirst { get; init; } = 0.985;

    /// <summary>Figures without a check digit: the first engine's confidence in the weakest of them.</summary>
    public double FigureFirst { get; init; } = 0.9;

    /// <summary>Free text: the first engine's confidence in the weakest character.</summary>
    public double TextWeakest { get; init; } = 0.8;

    /// <summary>Free text: mean confidence of the second engine from which it is a witness of its own.</summary>
    public double TextSecond { get; init; } = 0.9;
}
