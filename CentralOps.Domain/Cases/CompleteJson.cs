using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases;

/// <summary>
/// JSON from outside, held to its type: what a record's constructor demands must be there, and null stands only where the type allows it, in lists and dictionaries too.
/// <see cref="StoredJson"/> would leave null or zero where a client has left something out.
/// </summary>
internal static class CompleteJson
{
    private static readonly JsonSerializerOptions Options = new(StoredJson.Options)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DemandValues, DemandElements } },
    };

    /// <summary>Reads.</summary>
    /// <exception cref="JsonException">Not JSON of that type, or not all of it.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null where {typeof(T).Name} was expected");

    private static void DemandValues(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }) property.IsRequired = true;
    }

    private static void DemandElements(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var nullability = new NullabilityInfoContext();
        var whole = type.Properties.Where(p => p.Get is not null && p.AttributeProvider is PropertyInfo its && typeof(IEnumerable).IsAssignableFrom(its.PropertyType) && ElementsDemanded(nullability.Create(its))).ToList();
        if (whole.Count == 0) return;
        type.OnDeserialized = read =>
        {
            if (whole.Find(p => HasNull(p.Get!(read))) is { } property) throw new JsonException($"null among {property.Name}");
        };
    }

    private static bool ElementsDemanded(NullabilityInfo info) =>
        (info.ElementType ?? info.GenericTypeArguments.LastOrDefault()) is { ReadState: NullabilityState.NotNull };

    private static bool HasNull(object? values) => values switch
    {
        IDictionary dictionary => dictionary.Values.Cast<object?>().Any(v => v is null),
        IEnumerable list => list.Cast<object?>().Any(v => v is null),
        _ => false,
    };
}
