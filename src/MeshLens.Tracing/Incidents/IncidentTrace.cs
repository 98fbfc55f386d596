using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using MeshLens.Core.Verdicts;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Incidents;

/// <summary>Writes an incident as a trace: it is the root, and its phases are the spans below.</summary>
/// <remarks>Ids are made of the edge and the moment it began, so that whoever writes the same incident writes the same trace.</remarks>
internal static class IncidentTrace
{
    private const int ResourceSpans = 1;
    private const int Resource = 1;
    private const int ScopeSpans = 2;
    private const int Scope = 1;
    private const int Span = 2;
    private const int SpanIdLength = 8;
    private const int TraceIdLength = 16;
    private const ulong Internal = 1;
    private const long NsPerTick = 100;

    /// <summary>The trace's id, as it is written in hexadecimal.</summary>
    public static string IdOf(string edge, Incident incident) => Convert.ToHexStringLower(Hash(edge, incident)[..TraceIdLength]);

    /// <summary>An <c>ExportTraceServiceRequest</c>.</summary>
    public static byte[] Write(string edge, Incident incident, IReadOnlyList<IncidentPhase> phases, string link)
    {
        var hash = Hash(edge, incident);
        var (trace, root) = (hash[..TraceIdLength], hash[TraceIdLength..(TraceIdLength + SpanIdLength)]);
        var scope = new ArrayBufferWriter<byte>();
        Message(scope, Scope, static to => WireWriter.Bytes(to, 1, "meshlens.incidents"u8));
        Message(scope, Span, to => Write(to, trace, root, [], $"incident {incident.Cause}", incident.Since, incident.Until!.Value, Attributes(edge, incident, link)));
        foreach (var (number, phase) in phases.Index())
        {
            var id = SHA256.HashData([.. root, (byte)number, (byte)(number >> 8)])[..SpanIdLength];
            Message(scope, Span, to => Write(to, trace, id, root, phase.Name, phase.From, phase.To, [(Annotations.Edge, AttributeValue.Of(edge))]));
        }

        var spans = new ArrayBufferWriter<byte>();
        Message(spans, Resource, static to => WireWriter.Attribute(to, 1, "service.name", AttributeValue.Of("meshlens")));
        WireWriter.Bytes(spans, ScopeSpans, scope.WrittenSpan);
        var request = new ArrayBufferWriter<byte>();
        WireWriter.Bytes(request, ResourceSpans, spans.WrittenSpan);
        return request.WrittenSpan.ToArray();
    }

    private static byte[] Hash(string edge, Incident incident) => SHA256.HashData(Encoding.UTF8.GetBytes($"{edge} {incident.Since.UtcTicks} {incident.Cause}"));

    private static IEnumerable<(string Name, AttributeValue Value)> Attributes(string edge, Incident incident, string link)
    {
        yield return (Annotations.Edge, AttributeValue.Of(edge));
        yield return ("meshlens.class", AttributeValue.Of(VerdictClassNames.Of(incident.Cause.Class)));
        yield return ("meshlens.cause", AttributeValue.Of(incident.Cause.Name ?? ""));
        yield return ("meshlens.confidence", AttributeValue.Of(incident.Confidence));
        yield return ("meshlens.peak_excess_ms", AttributeValue.Of(incident.PeakExcessMs));
        yield return (Annotations.EventSummary, AttributeValue.Of(incident.Summary));
        yield return ("meshlens.end", AttributeValue.Of(EndOf(incident.End)));
        if (link.Length > 0)
        {
            yield return (DiagnosisLink.Name, DiagnosisLink.Of(link, edge));
        }
    }

    // As the API writes it.
    private static string EndOf(IncidentEnd end) => end switch
    {
        IncidentEnd.Recovered => "recovered",
        IncidentEnd.CauseChanged => "cause-changed",
        IncidentEnd.NoTraffic => "no-traffic",
        IncidentEnd.Rebased => "rebased",
        IncidentEnd.NotWatched => "not-watched",
        _ => "open",
    };

    private static void Write(
        IBufferWriter<byte> to, byte[] trace, byte[] id, byte[] parent, string name, DateTimeOffset from, DateTimeOffset until,
        IEnumerable<(string Name, AttributeValue Value)> attributes)
    {
        WireWriter.Bytes(to, 1, trace);
        WireWriter.Bytes(to, 2, id);
        if (parent.Length > 0)
        {
            WireWriter.Bytes(to, 4, parent);
        }

        WireWriter.Bytes(to, 5, Encoding.UTF8.GetBytes(name));
        WireWriter.Tag(to, 6, WireWriter.Varint);
        WireWriter.Number(to, Internal);
        WireWriter.Fixed(to, 7, Nanoseconds(from));
        WireWriter.Fixed(to, 8, Nanoseconds(until));
        foreach (var (key, value) in attributes)
        {
            WireWriter.Attribute(to, 9, key, value);
        }
    }

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * NsPerTick);

    private static void Message(IBufferWriter<byte> to, int field, Action<IBufferWriter<byte>> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(message);
        WireWriter.Bytes(to, field, message.WrittenSpan);
    }
}
