using System.Buffers;
using System.Text;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Wire;

/// <summary>Writes annotations as fields of a span in protobuf, by the numbers of <c>trace.proto</c>.</summary>
internal static class VerdictWire
{
    private const int SpanAttributes = 9;
    private const int SpanEvents = 11;
    private const int EventTime = 1;
    private const int EventName = 2;
    private const int EventAttributes = 3;

    public static readonly byte[] ByEdge = Attribute(Annotations.Match, Annotations.MatchEdge);
    public static readonly byte[] ByConnection = Attribute(Annotations.Match, Annotations.MatchConnection);

    public static VerdictBytes Write(EdgeSummary edge, string link)
    {
        var attributes = new ArrayBufferWriter<byte>();
        foreach (var (name, value) in Annotations.Of(edge, link))
        {
            WireWriter.Attribute(attributes, SpanAttributes, name, value);
        }

        if (!Annotations.IsTroubled(edge))
        {
            return new(attributes.WrittenSpan.ToArray(), [], []);
        }

        var rest = new ArrayBufferWriter<byte>();
        WireWriter.Bytes(rest, EventName, Encoding.UTF8.GetBytes(Annotations.EventName(edge)));
        WireWriter.Attribute(rest, EventAttributes, Annotations.EventSummary, AttributeValue.Of(edge.Summary));
        var head = new ArrayBufferWriter<byte>();
        WireWriter.Tag(head, SpanEvents, WireWriter.Delimited);
        WireWriter.Number(head, (ulong)(1 + sizeof(ulong) + rest.WrittenCount));
        WireWriter.Tag(head, EventTime, WireWriter.Fixed64);
        return new(attributes.WrittenSpan.ToArray(), head.WrittenSpan.ToArray(), rest.WrittenSpan.ToArray());
    }

    /// <summary>Writes all that a span is told.</summary>
    /// <param name="to">Gets fields of a span.</param>
    /// <param name="verdict">Of its edge.</param>
    /// <param name="connection">The very connection; null when it is not known.</param>
    /// <param name="time">Of the event, in nanoseconds since the epoch.</param>
    public static void Annotate(IBufferWriter<byte> to, VerdictBytes verdict, ConnectionExemplar? connection, ulong time)
    {
        to.Write(verdict.Attributes);
        to.Write(connection is null ? ByEdge : ByConnection);
        if (connection is not null)
        {
            var room = default(ConnectionRoom);
            foreach (ref readonly var told in Annotations.Of(connection, room))
            {
                WireWriter.Attribute(to, SpanAttributes, told.Name, told.Value);
            }
        }

        if (verdict.HasEvent)
        {
            to.Write(verdict.Event);
            WireWriter.Fixed(to, time);
            to.Write(verdict.EventRest);
        }
    }

    private static byte[] Attribute(string name, string value)
    {
        var to = new ArrayBufferWriter<byte>();
        WireWriter.Attribute(to, SpanAttributes, name, AttributeValue.Of(value));
        return to.WrittenSpan.ToArray();
    }
}
