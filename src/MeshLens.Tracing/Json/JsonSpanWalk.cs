using System.Text.Json;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Json;

/// <summary>Walks over <c>ExportTraceServiceRequest</c> in JSON, finds the edge of each span and notes what is to be added where.</summary>
/// <remarks>What the sender wrote stays as it is: spaces, order, unknown names, how numbers and texts are written.</remarks>
internal ref struct JsonSpanWalk(ReadOnlySpan<byte> request, IEdgeFinder finder, Edits edits, SpanKey key, bool byWindow)
{
    private readonly ReadOnlySpan<byte> _request = request;
    private Utf8JsonReader _reader = new(request, Plausible.Deep);
    private Facts _resource;
    private SpanTally _tally;

    /// <summary>What was found.</summary>
    public readonly SpanTally Tally => _tally;

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="FormatException">It is JSON and no such request.</exception>
    public void Run()
    {
        Expect(_reader.Read() && _reader.TokenType == JsonTokenType.StartObject, "an object");
        while (NextName(ref _reader))
        {
            if (_reader.ValueTextEquals("resourceSpans"u8))
            {
                Each(static (ref JsonSpanWalk walk) => walk.OfResource());
            }
            else
            {
                Pass(ref _reader);
            }
        }

        Expect(!_reader.Read(), "nothing more");
        edits.Order();
    }

    private void OfResource()
    {
        // The resource usually comes first, but need not.
        _resource = default;
        var ahead = _reader;
        while (NextName(ref ahead))
        {
            if (ahead.ValueTextEquals("resource"u8))
            {
                JsonFacts.OfResource(ref ahead, ref _resource);
                break;
            }

            Pass(ref ahead);
        }

        key.Begin(_request, _resource);
        while (NextName(ref _reader))
        {
            if (_reader.ValueTextEquals("scopeSpans"u8) || _reader.ValueTextEquals("instrumentationLibrarySpans"u8))
            {
                Each(static (ref JsonSpanWalk walk) => walk.OfScope());
            }
            else
            {
                Pass(ref _reader);
            }
        }
    }

    private void OfScope()
    {
        while (NextName(ref _reader))
        {
            if (_reader.ValueTextEquals("spans"u8))
            {
                Each(static (ref JsonSpanWalk walk) => walk.OfSpan());
            }
            else
            {
                Pass(ref _reader);
            }
        }
    }

    private void OfSpan()
    {
        _tally.Spans++;
        var span = default(JsonSpan);
        span.Read(ref _reader);
        if (span.Kind == SpanKind.Other || span.Facts[(int)Fact.Annotated].IsThere)
        {
            return;
        }

        _tally.Crossing++;
        var found = edits.IsFull ? default : finder.Find(_request, key, span.Kind, _resource, span.Facts, span.Times);
        var verdict = found.Edge?.At(byWindow ? SpanTime.WindowOf(span.Times.End) : null).Json;
        if (verdict is null || !edits.Fits(verdict.Length))
        {
            _tally.Untold += edits.IsFull ? 1 : 0;
            return;
        }

        _tally.Annotated++;
        _tally.ByConnection += found.Connection is null ? 0 : 1;
        span.Annotate(edits, verdict, found.Connection);
    }

    private void Each(Step step)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(_reader.TokenType == JsonTokenType.StartArray, "an array");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(_reader.TokenType == JsonTokenType.StartObject, "an object");
            step(ref this);
        }
    }

    private readonly void Expect(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new FormatException($"At byte {_reader.TokenStartIndex} there must be {what}.");
        }
    }

    private static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private delegate void Step(ref JsonSpanWalk walk);
}
