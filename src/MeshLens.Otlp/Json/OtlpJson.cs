using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MeshLens.Otlp.Json;

/// <summary>OTLP's JSON, turned into protobuf as it is read, so that one reader serves both encodings.</summary>
/// <remarks>
/// OTLP departs from protobuf's own mapping: ids of traces and spans are hexadecimal, enumerations numbers, names are in lower camel
/// case and unknown ones passed over. No message becomes more than twice as long: the shortest one, <c>{},</c>, takes five bytes.
/// </remarks>
internal static class OtlpJson
{
    private const int Spare = 64;

    /// <summary>The request in protobuf, or null and what is wrong with it and where.</summary>
    public static OtlpPayload? Read(ReadOnlySpan<byte> json, OtlpMessage request, out string problem)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((2 * json.Length) + Spare);
        var reader = new Utf8JsonReader(json);
        try
        {
            var writer = new ProtoWriter(buffer);
            Expect(ref reader, reader.Read() && reader.TokenType == JsonTokenType.StartObject, "an object");
            Object(ref reader, ref writer, request);
            Expect(ref reader, !reader.Read(), "nothing more");
            problem = "";
            return new(buffer, writer.Length);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            problem = e is JsonException { LineNumber: { } line, BytePositionInLine: { } place }
                ? $"The body is no JSON that can be read (line {line + 1}, byte {place + 1})."
                : $"{e.Message} (byte {reader.TokenStartIndex + 1})";
            ArrayPool<byte>.Shared.Return(buffer);
            return null;
        }
    }

    private static void Object(ref Utf8JsonReader reader, ref ProtoWriter writer, OtlpMessage message)
    {
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var field = message.Find(ref reader);
            Next(ref reader);
            if (field is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                Field(ref reader, ref writer, field);
            }
        }
    }

    private static void Field(ref Utf8JsonReader reader, ref ProtoWriter writer, OtlpField field)
    {
        if (!field.IsList)
        {
            Value(ref reader, ref writer, field);
            return;
        }

        Expect(ref reader, reader.TokenType == JsonTokenType.StartArray, "an array", field);
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            Value(ref reader, ref writer, field);
        }
    }

    private static void Value(ref Utf8JsonReader reader, ref ProtoWriter writer, OtlpField field)
    {
        switch (field.Kind)
        {
            case OtlpKind.Message:
                Expect(ref reader, reader.TokenType == JsonTokenType.StartObject, "an object", field);
                var begun = writer.Begin(field.Number);
                Object(ref reader, ref writer, field.Message!);
                writer.End(begun);
                break;
            case OtlpKind.Text or OtlpKind.Bytes or OtlpKind.Id:
                Expect(ref reader, reader.TokenType == JsonTokenType.String, "a string", field);
                Bytes(ref reader, ref writer, field);
                break;
            case OtlpKind.Bool:
                Expect(ref reader, reader.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false", field);
                writer.Integer(field.Number, reader.GetBoolean() ? 1UL : 0);
                break;
            case OtlpKind.Real:
                writer.Fixed64(field.Number, BitConverter.DoubleToUInt64Bits(Real(ref reader, field)));
                break;
            case OtlpKind.Fixed64:
                writer.Fixed64(field.Number, Integer(ref reader, field));
                break;
            case OtlpKind.Fixed32:
                var number = Integer(ref reader, field);
                Expect(ref reader, number <= uint.MaxValue, "an integer of 32 bits", field);
                writer.Fixed32(field.Number, (uint)number);
                break;
            default:
                writer.Integer(field.Number, Integer(ref reader, field));
                break;
        }
    }

    private static void Bytes(ref Utf8JsonReader reader, ref ProtoWriter writer, OtlpField field)
    {
        var begun = writer.Begin(field.Number);
        switch (field.Kind)
        {
            case OtlpKind.Text:
                writer.Advance(reader.CopyString(writer.Room(reader.ValueSpan.Length)));
                break;
            case OtlpKind.Bytes:
                Expect(ref reader, reader.TryGetBytesFromBase64(out var bytes), "bytes in base64", field);
                Copy(ref writer, bytes!);
                break;
            default:
                Copy(ref writer, Convert.FromHexString(reader.GetString()!));
                break;
        }

        writer.End(begun);
    }

    private static void Copy(ref ProtoWriter writer, byte[] bytes)
    {
        bytes.CopyTo(writer.Room(bytes.Length));
        writer.Advance(bytes.Length);
    }

    // 64-bit integers are strings, as JavaScript's numbers cannot hold them; numbers are taken, too.
    private static ulong Integer(ref Utf8JsonReader reader, OtlpField field)
    {
        Expect(ref reader, reader.TokenType is JsonTokenType.String or JsonTokenType.Number, "an integer", field);
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        var isSigned = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var signed);
        if (isSigned)
        {
            return (ulong)signed;
        }

        Expect(ref reader, ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned), "an integer", field);
        return unsigned;
    }

    private static double Real(ref Utf8JsonReader reader, OtlpField field)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetDouble();
        }

        Expect(ref reader, reader.TokenType == JsonTokenType.String, "a number", field);
        return reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => double.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new FormatException("The body ends too early.");
        }

        return reader.TokenType;
    }

    private static void Expect(ref Utf8JsonReader reader, bool isSo, string expected, OtlpField? field = null)
    {
        if (!isSo)
        {
            throw new FormatException($"{(field is null ? "The body" : $"'{field.Name}'")} must be {expected}, and is {Words(reader.TokenType)}.");
        }
    }

    private static string Words(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
