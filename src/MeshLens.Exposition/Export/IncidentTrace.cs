using System.Security.Cryptography;
using System.Text;
using MeshLens.Core.Verdicts;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Export;

/// <summary>Writes one incident as one trace: a span for the whole, and below it one for each phase, which is as long as one cause lasted.</summary>
/// <remarks>Ids come from edge and times, so an incident that is told twice, as after a restart, is the same trace.</remarks>
internal static class IncidentTrace
{
    private const ulong Internal = 1;
    private const ulong Error = 2;

    /// <param name="output">A scope's fields go here.</param>
    /// <param name="edge">Whose.</param>
    /// <param name="phases">Oldest first; never empty.</param>
    public static void Write(ByteBuffer output, EdgeSummary edge, IReadOnlyList<Incident> phases)
    {
        var (first, last) = (phases[0], phases[^1]);
        var trace = SHA256.HashData(Encoding.UTF8.GetBytes($"{edge.Id}\n{first.Since.UtcTicks}"));
        var worst = phases.MaxBy(static phase => phase.Confidence)!;
        Span(output, trace, SpanId(trace, -1), default, $"incident {edge.Source.Written} -> {edge.Destination.Written}", edge, worst, (first.Since, last), Peak(phases));
        for (var phase = 0; phase < phases.Count; phase++)
        {
            var each = phases[phase];
            Span(output, trace, SpanId(trace, phase), SpanId(trace, -1), each.Cause.ToString(), edge, each, (each.Since, each), each.PeakExcessMs);
        }
    }

    private static double Peak(IReadOnlyList<Incident> phases) => phases.Max(static phase => phase.PeakExcessMs);

    private static byte[] SpanId(byte[] trace, int phase) => SHA256.HashData([.. trace, .. BitConverter.GetBytes(phase)])[..8];

    private static void Span(
        ByteBuffer output, byte[] trace, byte[] id, ReadOnlySpan<byte> parent, string name, EdgeSummary edge, Incident said,
        (DateTimeOffset Since, Incident Last) time, double peakMs)
    {
        var span = output.Open(2);
        output.Bytes(1, trace.AsSpan(0, 16));
        output.Bytes(2, id);
        if (!parent.IsEmpty)
        {
            output.Bytes(4, parent);
        }

        output.String(5, name);
        output.Varint(6, Internal);
        output.Fixed(7, Nanoseconds(time.Since));
        output.Fixed(8, Nanoseconds(time.Last.Until ?? time.Since));
        Describe(output, edge, said, time.Last.End, peakMs);
        var status = output.Open(15);
        output.String(2, said.Summary);
        output.Varint(3, Error);
        output.Close(status);
        output.Close(span);
    }

    private static void Describe(ByteBuffer output, EdgeSummary edge, Incident said, IncidentEnd end, double peakMs)
    {
        const int field = 9;
        OtlpMessages.Attribute(output, field, "meshlens.edge.id", edge.Id);
        OtlpMessages.Attribute(output, field, "source.namespace", edge.Source.Namespace);
        OtlpMessages.Attribute(output, field, "source.name", edge.Source.Name);
        OtlpMessages.Attribute(output, field, "destination.namespace", edge.Destination.Namespace);
        OtlpMessages.Attribute(output, field, "destination.name", edge.Destination.Name);
        OtlpMessages.Attribute(output, field, "destination.port", edge.Destination.Port);
        OtlpMessages.Attribute(output, field, "meshlens.verdict.class", VerdictClassNames.Of(said.Cause.Class));
        OtlpMessages.Attribute(output, field, "meshlens.verdict.cause", said.Cause.Name ?? "");
        OtlpMessages.Attribute(output, field, "meshlens.verdict.confidence", said.Confidence);
        OtlpMessages.Attribute(output, field, "meshlens.symptom", said.Symptom.ToString().ToLowerInvariant());
        OtlpMessages.Attribute(output, field, "meshlens.verdict.summary", said.Summary);
        OtlpMessages.Attribute(output, field, "meshlens.excess.peak_ms", peakMs);
        OtlpMessages.Attribute(output, field, "meshlens.incident.end", NameOf(end));
    }

    private static string NameOf(IncidentEnd end) => end switch
    {
        IncidentEnd.Open => "open",
        IncidentEnd.Recovered => "recovered",
        IncidentEnd.CauseChanged => "cause-changed",
        IncidentEnd.NoTraffic => "no-traffic",
        IncidentEnd.Rebased => "rebased",
        _ => "not-watched",
    };

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
