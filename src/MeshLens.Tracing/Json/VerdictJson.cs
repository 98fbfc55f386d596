using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Json;

/// <summary>Writes annotations as OTLP's JSON has them, as text that is put between the elements of a list.</summary>
internal static class VerdictJson
{
    private static readonly byte[] ByEdge = [.. ","u8, .. Attributes([(Annotations.Match, AttributeValue.Of(Annotations.MatchEdge))])];
    private static readonly byte[] ByConnection = [.. ","u8, .. Attributes([(Annotations.Match, AttributeValue.Of(Annotations.MatchConnection))])];

    public static VerdictBytes Write(EdgeSummary edge, string link)
    {
        var attributes = Attributes([.. Annotations.Of(edge, link)]);
        if (!Annotations.IsTroubled(edge))
        {
            return new(attributes, [], []);
        }

        var name = JsonSerializer.SerializeToUtf8Bytes(Annotations.EventName(edge));
        var told = Attributes([(Annotations.EventSummary, AttributeValue.Of(edge.Summary))]);
        return new(attributes, "{\"timeUnixNano\":\""u8.ToArray(), [.. "\",\"name\":"u8, .. name, .. ",\"attributes\":["u8, .. told, .. "]}"u8]);
    }

    /// <summary>The attributes of a span, with commas between them.</summary>
    public static void WriteAttributes(IBufferWriter<byte> to, VerdictBytes verdict, ConnectionExemplar? connection)
    {
        to.Write(verdict.Attributes);
        to.Write(connection is null ? ByEdge : ByConnection);
        if (connection is not null)
        {
            var room = default(ConnectionRoom);
            to.Write(","u8);
            to.Write(Attributes(Annotations.Of(connection, room)));
        }
    }

    /// <summary>The event of a troubled edge.</summary>
    public static void WriteEvent(IBufferWriter<byte> to, VerdictBytes verdict, ulong time)
    {
        to.Write(verdict.Event);
        time.TryFormat(to.GetSpan(20), out var digits, provider: CultureInfo.InvariantCulture);
        to.Advance(digits);
        to.Write(verdict.EventRest);
    }

    private static byte[] Attributes(ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        var to = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(to);
        json.WriteStartArray();
        foreach (var (name, value) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key", name);
            json.WriteStartObject("value");
            Value(json, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return to.WrittenSpan[1..^1].ToArray();
    }

    private static void Value(Utf8JsonWriter json, in AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Text:
                json.WriteString("stringValue", value.Text);
                break;
            case AttributeKind.Integer:
                json.WriteString("intValue", value.Integer.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteNumber("doubleValue", value.Real);
                break;
        }
    }
}
