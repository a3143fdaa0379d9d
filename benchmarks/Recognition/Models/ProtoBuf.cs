using System.Buffers.Binary;

namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>One field of a protocol buffers message.</summary>
/// <param name="Number">As in the message's definition.</param>
/// <param name="Wire">0 = variable length integer, 1 = eight bytes, 2 = bytes, 5 = four bytes.</param>
/// <param name="Value">For wire types 0, 1 and 5.</param>
/// <param name="Bytes">For wire type 2.</param>
internal readonly record struct ProtoField(int Number, int Wire, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>As text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>A field that holds text.</summary>
    public static ProtoField Of(int number, string text) => new(number, 2, 0, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A field that holds bytes or a message.</summary>
    public static ProtoField Of(int number, ReadOnlyMemory<byte> bytes) => new(number, 2, 0, bytes);

    /// <summary>A field that holds a whole number.</summary>
    public static ProtoField Of(int number, long value) => new(number, 0, (ulong)value, default);
}

/// <summary>Reads and writes protocol buffers messages without their definition (protobuf.dev/programming-guides/encoding).</summary>
internal static class ProtoBuf
{
    /// <summary>The fields of a message, in their order.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static List<ProtoField> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<ProtoField>();
        var at = 0;
        while (at < message.Length)
        {
            ulong key = Variable(message.Span, ref at);
            int number = (int)(key >> 3), wire = (int)(key & 7);
            int length = wire switch { 0 => 0, 1 => 8, 2 => (int)Variable(message.Span, ref at), 5 => 4, _ => throw new InvalidDataException($"wire type {wire} at byte {at}") };
            if (length < 0 || length > message.Length - at)
                throw new InvalidDataException($"field {number} runs past the end of its message");
            ReadOnlyMemory<byte> bytes = message.Slice(at, length);
            ulong value = wire switch { 0 => Variable(message.Span, ref at), 1 => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span), 5 => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span), _ => 0 };
            fields.Add(new ProtoField(number, wire, value, wire == 2 ? bytes : default));
            at += length;
        }

        return fields;
    }

    /// <summary>The message of these fields.</summary>
    public static byte[] Write(IEnumerable<ProtoField> fields)
    {
        using var stream = new MemoryStream();
        Span<byte> fixedSize = stackalloc byte[8];
        foreach (ProtoField field in fields)
        {
            Variable(stream, ((ulong)field.Number << 3) | (uint)field.Wire);
            switch (field.Wire)
            {
                case 0:
                    Variable(stream, field.Value);
                    break;
                case 2:
                    Variable(stream, (ulong)field.Bytes.Length);
                    stream.Write(field.Bytes.Span);
                    break;
                default:
                    BinaryPrimitives.WriteUInt64LittleEndian(fixedSize, field.Value);
                    stream.Write(fixedSize[..(field.Wire == 1 ? 8 : 4)]);
                    break;
            }
        }

        return stream.ToArray();
    }

    /// <summary>Whole numbers that stand one behind the other.</summary>
    public static List<long> Packed(ReadOnlySpan<byte> bytes)
    {
        var numbers = new List<long>();
        for (var at = 0; at < bytes.Length;)
            numbers.Add((long)Variable(bytes, ref at));
        return numbers;
    }

    private static ulong Variable(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= bytes.Length)
                throw new InvalidDataException("the message ends within a number");
            byte next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }

        throw new InvalidDataException("a number of more than ten bytes");
    }

    private static void Variable(MemoryStream stream, ulong value)
    {
        for (; value > 127; value >>= 7)
            stream.WriteByte((byte)(value | 128));
        stream.WriteByte((byte)value);
    }
}
