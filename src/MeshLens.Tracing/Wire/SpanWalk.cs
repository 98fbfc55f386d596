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

    private readonly ReadOnlySpan<byte> _request = request;
    private Facts _resource;
    private WireSpan _span;
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

        return IsWhole(fields.BrokenAt);
    }

    private bool OfResource(in WireCursor message)
    {
        // Resources usually come first, but need not.
        _resource = default;
        var fields = new WireCursor(_request, message.From, message.To);
        while (fields.Next())
        {
            if (fields is { Field: Resource, IsDelimited: true } && !IsWhole(WireFacts.OfMessage(_request, fields, ResourceAttributes, ref _resource)))
            {
                return false;
            }
        }

        if (!IsWhole(fields.BrokenAt))
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
        return IsWhole(fields.BrokenAt);
    }

    private bool OfSpan(in WireCursor message, out int growth)
    {
        growth = 0;
        _tally.Spans++;
        _span = default;
        if (!IsWhole(_span.Read(_request, message)))
        {
            return false;
        }

        growth = _span.Kind == SpanKind.Other || _span.Facts[(int)Fact.Annotated].IsThere ? 0 : Annotate(message);
        return true;
    }

    private int Annotate(in WireCursor message)
    {
        _tally.Crossing++;
        var found = edits.IsFull ? default : finder.Find(_request, key, _span.Kind, _resource, _span.Facts, _span.Times);
        var verdict = found.Edge?.At(byWindow ? SpanTime.WindowOf(_span.Times.End) : null).Protobuf;
        if (verdict is null || !edits.Fits(verdict.Length))
        {
            _tally.Untold += edits.IsFull ? 1 : 0;
            return 0;
        }

        _tally.Annotated++;
        _tally.ByConnection += found.Connection is null ? 0 : 1;
        var length = edits.Reserve();
        var place = edits.Reserve();
        var from = edits.Bytes.WrittenCount;
        VerdictWire.Annotate(edits.Bytes, verdict, found.Connection, _span.Times.End);
        var added = edits.Set(place, message.To, 0, from);
        return edits.SetLength(length, message.LengthFrom, message.From, message.To, added);
    }

    private bool IsWhole(int brokenAt)
    {
        BrokenAt = brokenAt;
        return brokenAt < 0;
    }
}
