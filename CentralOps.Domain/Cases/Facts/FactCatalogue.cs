using System.Reflection;

namespace CentralOps.Domain.Cases.Facts;

/// <summary>
/// Every fact that is declared: static fields of type <see cref="Fact"/> in the assembly of the cases and in those of the steps, wherever a step comes from.
/// A name that is neither here, nor case data (<see cref="CaseVariables.Data"/>), nor a field, a parameter or an output of a rule set, is known to nobody.
/// </summary>
public sealed class FactCatalogue
{
    /// <summary>Reads the declarations.</summary>
    /// <param name="assemblies">Assemblies with steps.</param>
    public FactCatalogue(params IEnumerable<Assembly> assemblies) =>
        All = [.. assemblies.Prepend(typeof(Fact).Assembly).Distinct().SelectMany(a => a.GetTypes()).Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => typeof(Fact).IsAssignableFrom(f.FieldType)).Select(f => (Fact)f.GetValue(null)!).OrderBy(f => f.Name, StringComparer.Ordinal)];

    /// <summary>All declarations, by name.</summary>
    public IReadOnlyList<Fact> All { get; }

    /// <summary>The declaration behind a name that a condition reads; null = there is none. A fact by its own name comes before a family.</summary>
    public Fact? Find(string name) => All.FirstOrDefault(f => f.Name == name) ?? All.FirstOrDefault(f => f.Is(name));
}
