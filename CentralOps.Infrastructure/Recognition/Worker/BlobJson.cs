using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>JSON whose byte arrays travel beside it: in the text stands only an index into the message's list of blobs.</summary>
internal static class BlobJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new BlobConverter(), new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    // Serialisation is synchronous, so a thread has one message at a time.
    [ThreadStatic]
    private static List<byte[]>? current;

    /// <summary>Text and blobs of a message.</summary>
    public static (byte[] Json, IReadOnlyList<byte[]> Blobs) Serialize<T>(T message)
    {
        var blobs = new List<byte[]>();
        current = blobs;
        try
        {
            return (JsonSerializer.SerializeToUtf8Bytes(message, Options), blobs);
        }
        finally
        {
            current = null;
        }
    }

    /// <summary>The message of text and blobs.</summary>
    public static T Deserialize<T>(byte[] json, List<byte[]> blobs)
    {
        current = blobs;
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("empty message");
        }
        finally
        {
            current = null;
        }
    }

    private sealed class BlobConverter : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => current![reader.GetInt32()];

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
        {
            writer.WriteNumberValue(current!.Count);
            current.Add(value);
        }
    }
}
