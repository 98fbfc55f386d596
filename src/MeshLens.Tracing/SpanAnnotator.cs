using System.Buffers;
using System.Text.Json;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Json;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing;

/// <summary>Puts into each span what is known of its edge, and leaves every other byte as it is.</summary>
internal sealed class SpanAnnotator(IEdgeFinder finder)
{
    [ThreadStatic]
    private static Edits? _edits;

    [ThreadStatic]
    private static SpanKey? _key;

    /// <summary>Annotates a request.</summary>
    /// <param name="payload">Is given back, when a longer one takes its place.</param>
    /// <param name="byWindow">Each span is told the verdict of its own window, not the last one.</param>
    /// <param name="maximumBytes">Longer than that it does not become, as a backend would refuse it as a whole: spans behind are told nothing.</param>
    /// <param name="tally">What was found.</param>
    /// <param name="problem">Why it is no request; null when it is one.</param>
    public OtlpPayload Annotate(OtlpPayload payload, bool byWindow, int maximumBytes, out SpanTally tally, out string? problem)
    {
        var edits = _edits ??= new();
        edits.Begin(maximumBytes - payload.Length);
        problem = payload.Encoding == OtlpEncoding.Json
            ? WalkJson(payload.Bytes, edits, byWindow, out tally)
            : Walk(payload.Bytes, edits, byWindow, out tally);
        var annotated = problem is not null || edits.Growth == 0 ? payload : Apply(edits, payload);
        _edits = edits.IsLarge ? null : edits;
        return annotated;
    }

    private static OtlpPayload Apply(Edits edits, OtlpPayload payload)
    {
        var longer = payload with { Buffer = ArrayPool<byte>.Shared.Rent(payload.Length + edits.Growth), Length = payload.Length + edits.Growth };
        edits.Apply(payload.Bytes, longer.Buffer);
        payload.Return();
        return longer;
    }

    private string? Walk(ReadOnlySpan<byte> request, Edits edits, bool byWindow, out SpanTally tally)
    {
        var walk = new SpanWalk(request, finder, edits, _key ??= new(), byWindow);
        var isRead = walk.Run();
        tally = walk.Tally;
        return isRead ? null : $"The request is no ExportTraceServiceRequest: at byte {walk.BrokenAt} there is no field, or one that ends behind its message.";
    }

    private string? WalkJson(ReadOnlySpan<byte> request, Edits edits, bool byWindow, out SpanTally tally)
    {
        var walk = new JsonSpanWalk(request, finder, edits, _key ??= new(), byWindow);
        tally = default;
        try
        {
            walk.Run();
            tally = walk.Tally;
            return null;
        }
        catch (JsonException e)
        {
            return $"The body is no JSON that can be read (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
