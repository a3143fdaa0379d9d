using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace CentralOps.Domain.Kernel;

/// <summary>JSON as it is stored: camelCase, enums as words, numbers of open values as <see cref="decimal"/>.</summary>
public static class StoredJson
{
    /// <summary>The options; do not change them, stored rows depend on them.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(), new OpenValueConverter() },
    };

    /// <summary>Writes.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads.</summary>
    /// <exception cref="JsonException">Not JSON of that type.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null where {typeof(T).Name} was expected");

    /// <summary>A value as it is once it has been stored: nothing may depend on whether a case was read or is still in memory.</summary>
    public static object? AsStored(object? value) => value is null or string or decimal or bool ? value : Read<object>(Write(value));

    /// <summary>Values of unknown type come back as decimal, string, bool, list or dictionary, never as JsonElement.</summary>
    private sealed class OpenValueConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null: return null;
                case JsonTokenType.True: return true;
                case JsonTokenType.False: return false;
                case JsonTokenType.Number: return reader.GetDecimal();
                case JsonTokenType.String: return reader.GetString();
                case JsonTokenType.StartArray:
                    var list = new List<object?>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Read(ref reader, typeof(object), options));
                    return list;
                case JsonTokenType.StartObject:
                    var map = new Dictionary<string, object?>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        var name = reader.GetString()!;
                        reader.Read();
                        map[name] = Read(ref reader, typeof(object), options);
                    }
                    return map;
                default: throw new JsonException();
            }
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
