using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>The input data of one decision by name, read and adapted to their types only when an expression asks for them.</summary>
internal sealed class NeededInputs(DrgRun run, InputData[] inputs) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => inputs.Select(i => i.Variable);

    public IEnumerable<object?> Values => inputs.Select(run.Given);

    public int Count => inputs.Length;

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => Find(key) is not null;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        if (Find(key) is { } input)
        {
            value = run.Given(input);
            return true;
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => inputs.Select(i => KeyValuePair.Create(i.Variable, run.Given(i))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private InputData? Find(string name)
    {
        // Names of a model are interned; another instance of the same text is the exception.
        foreach (var input in inputs)
        {
            if (ReferenceEquals(input.Variable, name)) return input;
        }

        foreach (var input in inputs)
        {
            if (input.Variable == name) return input;
        }

        return null;
    }
}

/// <summary>The only output of a decision.</summary>
internal sealed class OneOutput(string name, object? value) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => [name];

    public IEnumerable<object?> Values => [value];

    public int Count => 1;

    public object? this[string key] => key == name ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => key == name;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? found)
    {
        found = key == name ? value : null;
        return key == name;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return KeyValuePair.Create(name, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
