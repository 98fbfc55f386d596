using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Json;

/// <summary>One span in JSON: what it tells, and where something can be added to it.</summary>
internal struct JsonSpan
{
    private Facts _facts;
    private JsonList _attributes;
    private JsonList _events;
    private int _endsAt;
    private bool _isFilled;

    [UnscopedRef]
    public readonly ref readonly Facts Facts => ref _facts;

    public SpanKind Kind { get; private set; }

    public SpanTimes Times { get; private set; }

    /// <param name="reader">On the beginning of the span; then on its end.</param>
    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _isFilled = true;
            if (reader.ValueTextEquals("attributes"u8))
            {
                reader.Read();
                _attributes = JsonFacts.OfList(ref reader, ref _facts);
            }
            else if (reader.ValueTextEquals("events"u8))
            {
                reader.Read();
                _events = ListOf(ref reader);
            }
            else
            {
                ReadOther(ref reader);
            }
        }

        _endsAt = (int)reader.TokenStartIndex;
    }

    /// <summary>Notes what is to be added, and where.</summary>
    public readonly void Annotate(Edits edits, VerdictBytes verdict, ConnectionExemplar? connection)
    {
        var place = edits.Reserve();
        var from = Open(edits, _attributes, "\"attributes\":["u8, _isFilled);
        VerdictJson.WriteAttributes(edits.Bytes, verdict, connection);
        Close(edits, place, _attributes, from);
        if (verdict.HasEvent)
        {
            place = edits.Reserve();
            from = Open(edits, _events, "\"events\":["u8, isBehind: true);
            VerdictJson.WriteEvent(edits.Bytes, verdict, Times.End);
            Close(edits, place, _events, from);
        }
    }

    private static int Open(Edits edits, JsonList list, ReadOnlySpan<byte> name, bool isBehind)
    {
        var from = edits.Bytes.WrittenCount;
        switch (list.Form)
        {
            case JsonListForm.Missing:
                edits.Bytes.Write(isBehind ? ","u8 : ""u8);
                edits.Bytes.Write(name);
                break;
            case JsonListForm.Null:
                edits.Bytes.Write("["u8);
                break;
            case JsonListForm.Filled:
                edits.Bytes.Write(","u8);
                break;
            default:
                break;
        }

        return from;
    }

    private readonly void Close(Edits edits, int place, JsonList list, int from)
    {
        if (list.Form is JsonListForm.Missing or JsonListForm.Null)
        {
            edits.Bytes.Write("]"u8);
        }

        edits.Set(place, list.Form == JsonListForm.Missing ? _endsAt : list.At, list.Replaced, from);
    }

    private static JsonList ListOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return new((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), JsonListForm.Null);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException($"At byte {reader.TokenStartIndex} there must be an array of events.");
        }

        var form = JsonListForm.Empty;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            form = JsonListForm.Filled;
            reader.Skip();
        }

        return new((int)reader.TokenStartIndex, 0, form);
    }

    private void ReadOther(ref Utf8JsonReader reader)
    {
        var isKind = reader.ValueTextEquals("kind"u8);
        var isStart = reader.ValueTextEquals("startTimeUnixNano"u8);
        var isEnd = reader.ValueTextEquals("endTimeUnixNano"u8);
        reader.Read();
        if (isKind)
        {
            Kind = KindOf(ref reader);
        }
        else if (isStart)
        {
            Times = Times with { Start = TimeOf(ref reader) };
        }
        else if (isEnd)
        {
            Times = Times with { End = TimeOf(ref reader) };
        }

        reader.Skip();
    }

    private static ulong TimeOf(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Number && Utf8Parser.TryParse(reader.ValueSpan, out ulong time, out _) ? time : 0;

    // A number, by OTLP; protobuf's own mapping has names, and some senders keep to it.
    private static SpanKind KindOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var number) && number is (int)SpanKind.Server or (int)SpanKind.Client => (SpanKind)reader.GetInt32(),
        JsonTokenType.String when reader.ValueTextEquals("SPAN_KIND_CLIENT"u8) => SpanKind.Client,
        JsonTokenType.String when reader.ValueTextEquals("SPAN_KIND_SERVER"u8) => SpanKind.Server,
        _ => SpanKind.Other,
    };
}
