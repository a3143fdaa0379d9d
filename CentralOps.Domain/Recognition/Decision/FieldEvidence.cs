namespace CentralOps.Domain.Recognition.Decision;

/// <summary>Everything known about one field of one page when it is decided whether a person must key it.</summary>
public sealed record FieldEvidence
{
    /// <summary>What the field is.</summary>
    public required FieldDefinition Field { get; init; }

    /// <summary>Hand-written by design: the machine never counts alone.</summary>
    public bool Handwritten { get; init; }

    /// <summary>No ink in the region.</summary>
    public bool Blank { get; init; }

    /// <summary>No writing was found, but something may be there: nobody can be sure that it is blank.</summary>
    public bool Faint { get; init; }

    /// <summary>Writing runs out of the slice: what is left of a glyph may look like another one.</summary>
    public bool CutOff { get; init; }

    /// <summary>Of the writing that runs out of the slice, only the first or only the last glyph does.</summary>
    public bool CutAtOneEnd { get; init; }

    /// <summary>What the engines read, in any order.</summary>
    public IReadOnlyList<EngineVote> Votes { get; init; } = [];

    /// <summary>The value that a code on the page carries for this field; null = none does.</summary>
    public string? CodeContent { get; init; }

    /// <summary>Number of characters counted in the image without reading them; null = not countable. Guards against dropped repeated digits.</summary>
    public int? GlyphCount { get; init; }

    /// <summary>Whether the characters read stand as evenly as print does, from the first ink to the last; a gap is a dropped character. Null = not known.</summary>
    public bool? EvenlySpaced { get; init; }

    /// <summary>Agreement with other fields and with records, e.g. words = figures.</summary>
    public IReadOnlyList<CrossCheck> CrossChecks { get; init; } = [];

    /// <summary>Values that records speak against, e.g. a payer's account that the bank does not keep.</summary>
    public IReadOnlyList<CrossCheck> Objections { get; init; } = [];
}

/// <summary>One reading of a slice.</summary>
/// <param name="Engine"><c>ppocr</c>, <c>tesseract</c> …; a second reading by the same engine is named with a dash (<c>ppocr-wide</c>) and is not independent of the first.</param>
/// <param name="Value">Normalised.</param>
/// <param name="Confidence">0 … 1 as the engine says it; engines overstate it.</param>
/// <param name="CharacterConfidences">Per character of <paramref name="Value"/>; empty = unknown.</param>
public sealed record EngineVote(string Engine, string Value, double Confidence, IReadOnlyList<double> CharacterConfidences)
{
    /// <summary>The engine without the variant.</summary>
    public string Family => Engine.Split('-')[0];

    /// <summary>Between the mean and the weakest character, where the engine tells: one bad character is enough to spoil a value, but separators are often faint.</summary>
    public double Caution => CharacterConfidences.Count > 0 ? (CharacterConfidences.Min() + Confidence) / 2 : Confidence;
}

/// <summary>Agreement of a value with something outside its own slice.</summary>
/// <param name="Name">Shown as evidence, e.g. <c>words=figures</c>, <c>account-directory</c>.</param>
/// <param name="Value">The value it speaks for, normalised.</param>
/// <param name="Strong">It could hardly agree by chance, as two independent writings of one amount; false: a record that likens the value to what is known.</param>
public sealed record CrossCheck(string Name, string Value, bool Strong = true);

/// <summary>The decision and why.</summary>
/// <param name="Value">Normalised; null = nothing readable, or blank.</param>
/// <param name="Confidence">0 … 1: calibrated probability that <paramref name="Value"/> is right.</param>
/// <param name="Sure">The machine takes it without a person.</param>
/// <param name="Doubtful">Indexes of the characters of <paramref name="Value"/> that a person should look at.</param>
/// <param name="Evidence">One entry per piece of evidence, stored with the value.</param>
public sealed record FieldDecision(string? Value, double Confidence, bool Sure, IReadOnlyList<int> Doubtful, IReadOnlyList<string> Evidence)
{
    /// <summary>Everything but the threshold speaks for taking the value: no veto, enough independent support.</summary>
    public bool Eligible { get; init; }

    /// <summary>Threshold that was in force.</summary>
    public double Threshold { get; init; }

    /// <summary>Engines whose reading the value is, joined by <c>+</c>; empty = none.</summary>
    public string Engines { get; init; } = "";

    /// <summary>People who must key it: 0, 1 (the machine is the other key) or 2.</summary>
    public int Keys { get; init; } = 2;
}
