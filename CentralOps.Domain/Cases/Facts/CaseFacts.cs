using System.Text.Json;
using System.Text.Json.Serialization;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases.Facts;

/// <summary>The facts of a case, read and written by what features have declared (<see cref="Fact{T}"/>); stored as one JSON object by name.</summary>
[JsonConverter(typeof(Json))]
public sealed class CaseFacts
{
    private readonly Dictionary<string, object?> _values;

    /// <summary>No facts yet.</summary>
    public CaseFacts() => _values = [];

    private CaseFacts(Dictionary<string, object?> values) => _values = values;

    /// <summary>All of them, by FEEL name: decimal, string, bool, a list of these, or null.</summary>
    public IReadOnlyDictionary<string, object?> All => _values;

    /// <summary>The value; <c>default</c> when it is not established, or somebody has made something else of it.</summary>
    public T? Get<T>(Fact<T> fact) => _values.TryGetValue(fact.Name, out var value) && value is T typed ? typed : default;

    /// <summary>Whether it has a value.</summary>
    public bool Has(Fact fact) => _values.TryGetValue(fact.Name, out var value) && value is not null;

    /// <summary>Establishes it; null = there is none (any more).</summary>
    public void Set<T>(Fact<T> fact, T? value) => _values[fact.Name] = value;

    /// <summary>Establishes a member of a family.</summary>
    public void Set<T>(FactFamily<T> family, string member, T? value) => _values[family.Of(member)] = value;

    /// <summary>Takes away every member of a family.</summary>
    public void Clear(Fact family)
    {
        foreach (var name in _values.Keys.Where(family.Is).ToList()) _values.Remove(name);
    }

    /// <summary>A whole number, which rules may also give as text; null = there is none.</summary>
    public int? Whole(Fact<decimal> fact) => _values.GetValueOrDefault(fact.Name) switch
    {
        decimal number => (int)number,
        string text when int.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Codes, one per line or as the list that a rule set has collected.</summary>
    public IReadOnlyList<string> Lines(Fact<string> fact) => _values.GetValueOrDefault(fact.Name) switch
    {
        string { Length: > 0 } text => text.Split('\n'),
        IEnumerable<object?> list => [.. list.Select(x => x?.ToString() ?? "")],
        _ => [],
    };

    /// <summary>What stands under a name that the bank's configuration gives; null = nothing.</summary>
    public object? Named(string name) => _values.GetValueOrDefault(name);

    /// <summary>Takes what came from outside under a name of its own: the outputs of a decision, a person's word at an incident.</summary>
    public void Take(string name, object? value) => _values[name] = StoredJson.AsStored(value);

    private sealed class Json : JsonConverter<CaseFacts>
    {
        public override CaseFacts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, object?>>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, CaseFacts value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value._values, options);
    }
}
