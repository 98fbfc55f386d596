using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Wire;

/// <summary>Walks over <c>ExportTraceServiceRequest</c> in protobuf, finds the edge of each span and notes what is to be added where.</summary>
/// <remarks>
/// Nothing is materialised, and what the walk does not need is jumped over. Of messages around an annotated span only the length
/// changes; attributes are added behind all other fields of the span, as a repeated field may be told in pieces.
/// </remarks>
internal ref struct SpanWalk(ReadOnlySpan<byte> request, IEdgeFinder finder, Edits edits, SpanKey key, bool byWindow)
{
    private const int ResourceSpans = 1;
    private const int Resource = 1;
    private const int ScopeSpans = 2;
    private const int InstrumentationLibrarySpans = 1000;
    private const int Spans = 2;
    private const int ResourceAttributes = 1;
    private const int SpanKindField = 6;
    private const int SpanEnd = 8;
    private const int SpanAttributes = 9;
    private const int Key = 1;
    private const int Value = 2;
    private const int TextValue = 1;
    private const int IntegerValue = 3;

    private readonly ReadOnlySpan<byte> _request = request;
    private Facts _resource;
    private Facts _span;
    private SpanTally _tally;

    /// <summary>What was found.</summary>
    public readonly SpanTally Tally => _tally;

    /// <summary>Where the request is broken; -1 where it is not.</summary>
    public int BrokenAt { get; private set; } = -1;

    /// <summary>False when it is no such request.</summary>
    public bool Run()
    {
        var fields = new WireCursor(_request, 0, _request.Length);
        while (fields.Next())
        {
            if (fields is { Field: ResourceSpans, IsDelimited: true } && !OfResource(fields))
            {
                return false;
            }
        }

        return Check(fields);
    }

    private bool OfResource(in WireCursor message)
    {
        // Resources usually come first, but need not.
        _resource = default;
        var fields = new WireCursor(_request, message.From, message.To);
        while (fields.Next())
        {
            if (fields is { Field: Resource, IsDelimited: true } && !Attributes(fields, ResourceAttributes, ref _resource))
            {
                return false;
            }
        }

        if (!Check(fields))
        {
            return false;
        }

        key.Begin(_request, _resource);
        return Grown(message, ScopeSpans, InstrumentationLibrarySpans, out _);
    }

    // The children in one field of a message, and the message's length after them.
    private bool Grown(in WireCursor message, int field, int otherField, out int growth)
    {
        growth = 0;
        var place = edits.Reserve();
        var fields = new WireCursor(_request, message.From, message.To);
        while (fields.Next())
        {
            if (!fields.IsDelimited || (fields.Field != field && fields.Field != otherField))
            {
                continue;
            }

            if (!(otherField == 0 ? OfSpan(fields, out var child) : Grown(fields, Spans, 0, out child)))
            {
                return false;
            }

            growth += child;
        }

        growth = edits.SetLength(place, message.LengthFrom, message.From, message.To, growth);
        return Check(fields);
    }

    private bool OfSpan(in WireCursor message, out int growth)
    {
        growth = 0;
        _tally.Spans++;
        _span = default;
        var kind = SpanKind.Other;
        var end = 0UL;
        var fields = new WireCursor(_request, message.From, message.To);
        while (fields.Next())
        {
            if (fields is { Field: SpanAttributes, IsDelimited: true })
            {
                if (!Attribute(fields, ref _span))
                {
                    return false;
                }
            }
            else if (fields is { Field: SpanKindField, IsDelimited: false })
            {
                kind = fields.Number is (ulong)SpanKind.Server or (ulong)SpanKind.Client ? (SpanKind)fields.Number : SpanKind.Other;
            }
            else if (fields is { Field: SpanEnd, IsDelimited: false })
            {
                end = fields.Number;
            }
        }

        if (!Check(fields))
        {
            return false;
        }

        growth = kind == SpanKind.Other || _span[(int)Fact.Annotated].IsThere ? 0 : Annotate(message, kind, end);
        return true;
    }

    private int Annotate(in WireCursor message, SpanKind kind, ulong end)
    {
        _tally.Crossing++;
        var found = finder.Find(_request, key, kind, _resource, _span);
        if (found.Edge is not { } edge)
        {
            return 0;
        }

        _tally.Annotated++;
        _tally.ByConnection += found.Connection is null ? 0 : 1;
        var length = edits.Reserve();
        var place = edits.Reserve();
        var from = edits.Bytes.WrittenCount;
        VerdictWire.Annotate(edits.Bytes, edge.At(byWindow ? SpanTime.WindowOf(end) : null).Protobuf, found.Connection, end);
        var added = edits.Set(place, message.To, 0, from);
        return edits.SetLength(length, message.LengthFrom, message.From, message.To, added);
    }

    private bool Attributes(in WireCursor message, int field, ref Facts facts)
    {
        var fields = new WireCursor(_request, message.From, message.To);
        while (fields.Next())
        {
            if (fields.Field == field && fields.IsDelimited && !Attribute(fields, ref facts))
            {
                return false;
            }
        }

        return Check(fields);
    }

    private bool Attribute(in WireCursor message, ref Facts facts)
    {
        var fact = Fact.None;
        var (from, to) = (0, 0);
        var fields = new WireCursor(_request, message.From, message.To);
        while (fields.Next())
        {
            if (fields is { Field: Key, IsDelimited: true })
            {
                fact = FactNames.Of(_request[fields.From..fields.To]);
            }
            else if (fields is { Field: Value, IsDelimited: true })
            {
                (from, to) = (fields.From, fields.To);
            }
        }

        return Check(fields) && (fact == Fact.None || Read(fact, from, to, ref facts));
    }

    private bool Read(Fact fact, int from, int to, ref Facts facts)
    {
        var fields = new WireCursor(_request, from, to);
        while (fields.Next())
        {
            if (fields is { Field: TextValue, IsDelimited: true })
            {
                facts.Text(fact, fields.From, fields.To - fields.From);
            }
            else if (fields is { Field: IntegerValue, IsDelimited: false })
            {
                facts.Number(fact, (long)fields.Number);
            }
        }

        return Check(fields);
    }

    private bool Check(in WireCursor fields)
    {
        BrokenAt = fields.BrokenAt;
        return BrokenAt < 0;
    }
}
