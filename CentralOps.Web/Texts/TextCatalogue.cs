using System.Collections.Concurrent;
using System.Globalization;
using CentralOps.Domain.Kernel;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Texts;

/// <summary>A text file of an assembly that is not the portal's own; those of the portal are found by themselves.</summary>
/// <param name="Marker">Its marker type.</param>
public sealed record TextSource(Type Marker);

/// <summary>How another assembly brings its texts.</summary>
public static class TextSources
{
    /// <summary>Adds the file of a marker type.</summary>
    public static IServiceCollection AddTexts<TMarker>(this IServiceCollection services) => services.AddSingleton(new TextSource(typeof(TMarker)));
}

/// <summary>Texts by key from all <c>*Texts</c> files: for codes that Domain emits (refusals, events, states) and that any feature may define.</summary>
public sealed class TextCatalogue(IStringLocalizerFactory factory, IEnumerable<TextSource> more)
{
    private readonly IStringLocalizer[] _all = [.. Sources.Concat(more.Select(m => m.Marker)).Select(factory.Create)];
    private readonly ConcurrentDictionary<(string Culture, string Key), string?> _found = [];

    /// <summary>The marker types of the text files.</summary>
    public static IReadOnlyList<Type> Sources { get; } =
        [.. typeof(TextCatalogue).Assembly.GetTypes().Where(t => t.Namespace == typeof(TextCatalogue).Namespace && t.Name.EndsWith("Texts", StringComparison.Ordinal)).OrderBy(t => t.Name)];

    /// <summary>The text, or the key itself when no file has it.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>The text with its placeholders filled, or the key itself when no file has it.</summary>
    public string this[string key, params object?[] args] =>
        Find(key) is { } text ? string.Format(CultureInfo.CurrentCulture, text, args) : key;

    /// <summary>Text of a refusal: key <c>Refusal.{code}</c>.</summary>
    public string Of(Refusal refusal) => this[$"Refusal.{refusal.Code}", [.. refusal.Args.Select(Said)]];

    private object? Said(object? argument) => argument is TextKeys keys ? string.Join(this["List.Separator"], keys.Keys.Select(k => this[$"{keys.Prefix}.{k}"])) : argument;

    /// <summary>The text, or null when no file has it.</summary>
    public string? Find(string key) => _found.GetOrAdd((CultureInfo.CurrentUICulture.Name, key), entry =>
        _all.Select(texts => texts[entry.Key]).FirstOrDefault(text => !text.ResourceNotFound)?.Value);
}
