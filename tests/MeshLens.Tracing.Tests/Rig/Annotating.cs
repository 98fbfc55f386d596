using System.Buffers;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Annotates bytes.</summary>
internal static class Annotating
{
    public static byte[] Annotate(this SpanAnnotator annotator, byte[] request, OtlpEncoding encoding = OtlpEncoding.Protobuf) =>
        annotator.TryAnnotate(request, out var annotated, encoding: encoding) is { } problem ? throw new InvalidDataException(problem) : annotated;

    public static string? TryAnnotate(
        this SpanAnnotator annotator, byte[] request, out byte[] annotated, OtlpEncoding encoding = OtlpEncoding.Protobuf, bool byWindow = false, int most = 4 << 20) =>
        annotator.TryAnnotate(request, out annotated, out _, encoding, byWindow, most);

    public static string? TryAnnotate(
        this SpanAnnotator annotator, byte[] request, out byte[] annotated, out SpanTally tally, OtlpEncoding encoding, bool byWindow = false, int most = 4 << 20)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(request.Length);
        request.CopyTo(buffer, 0);
        var payload = annotator.Annotate(new(buffer, request.Length) { Encoding = encoding }, byWindow, most, out tally, out var problem);
        annotated = payload.Bytes.ToArray();
        payload.Return();
        return problem;
    }

    /// <summary>Knows these edges, by names alone.</summary>
    public static SpanAnnotator Of(params IEnumerable<MeshLens.Core.Verdicts.EdgeSummary> edges) =>
        new(new EdgeFinder(KnownEdges.Directory(edges), new FakeConnections(), new FakeNaming()));
}
