using System.Globalization;

namespace CentralOps.Domain.Kernel;

/// <summary>Something that keeps a process or rule model from being published, with the place where it is.</summary>
/// <param name="Code">Stable, e.g. <c>process.unsupported-element</c>; resource key <c>Finding.{Code}</c> with <see cref="Args"/> as placeholders.</param>
/// <param name="ElementId">Id of the element; empty when it has none.</param>
/// <param name="ElementName">Name that people read; the id where there is no name.</param>
/// <param name="Line">Line in the document, 1-based; 0 = unknown.</param>
/// <param name="Text">The same in English, for logs and command lines.</param>
/// <param name="Args">Values for the placeholders of the translated text, in order; the first is always the element's name.</param>
public sealed record ModelFinding(string Code, string ElementId, string ElementName, int Line, string Text, params object?[] Args)
{
    /// <summary>Worth knowing, but no hindrance to publishing.</summary>
    public bool IsWarning { get; init; }

    /// <inheritdoc />
    public override string ToString() =>
        Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Text}") : Text;
}
