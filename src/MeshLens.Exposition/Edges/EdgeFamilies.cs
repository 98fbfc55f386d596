using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Edges;

/// <summary>Everything that is told of edges, in the order in which it is written.</summary>
/// <remarks>Series that could only be zero are left out where there are many of them: reasons, flags, legs, shares.</remarks>
internal static class EdgeFamilies
{
    private static readonly FailureReason[] Reasons = [.. Enum.GetValues<FailureReason>().Where(static reason => reason != FailureReason.None)];
    private static readonly LabelSet[] ReasonLabels = [.. Reasons.Select(static reason => new LabelSet(new Label("reason", "error.type", FailureReasonNames.Of(reason))))];
    private static readonly LabelSet[] FlagLabels =
        [.. Enumerable.Range(0, byte.MaxValue + 1).Select(static flag => new LabelSet(new Label("flag", "meshlens.proxy.flag", ResponseFlagNames.Of((ResponseFlag)flag))))];

    public static IReadOnlyList<EdgeFamily> All { get; } =
    [
        Count("meshlens.edge.requests", "{request}", "Requests, by the source that saw most of them.", static edge => edge.Requests),
        Count("meshlens.edge.connections", "{connection}", "Connections that were made or tried, by the source that saw most of them.", static edge => edge.Connections),
        Count("meshlens.edge.failures", "{failure}", "Connects or requests that failed, by the source that saw most of them.", static edge => edge.Failures),
        Count("meshlens.edge.windows", "{window}", "Windows of ten seconds that were judged.", static edge => edge.Windows),
        OfLegs("meshlens.edge.connects", "{connect}", "Connects that ended, well or not, as the caller's kernel saw them.", Tally.Connects),
        OfLegs("meshlens.edge.established", "{connection}", "Connections that were established.", Tally.Established),
        new(new("meshlens.edge.connect.failures", "{connect}", MetricKind.Counter, "Connects that failed, by reason. A reason that never occurred has no series."), WriteReasons),
        new(new("meshlens.edge.retransmits", "{segment}", MetricKind.Counter, "Segments that were sent again, by both ends: kind syn while connecting, data afterwards."), WriteRetransmits),
        OfLegs("meshlens.edge.stall", "s", "Time in which connections stood still until lost data was sent again.", Tally.StallNs, 1e-9),
        OfLegs("meshlens.edge.resets", "{connection}", "Established connections that one end reset.", Tally.Resets),
        new(new("meshlens.edge.proxy.flags", "{request}", MetricKind.Counter, "Requests that ended with a flag of the proxy nearest to the caller that logs. A flag that never occurred has no series."), WriteFlags),
        Duration("system.network.tcp.handshake.duration", "TCP handshakes that succeeded, from SYN sent to established.", Signal.Handshake),
        Duration("system.network.tcp.rtt.duration", "Smoothed round trip times of live sockets. They follow delayed ACKs: no proof by themselves.", Signal.SmoothedRtt),
        Duration("meshlens.tls.setup.duration", "TLS handshakes, without the time in which nobody had anything to say.", Signal.Setup),
        Duration("meshlens.turn.duration", "Requests as the caller's kernel saw them: first byte sent to first byte of the response.", Signal.Turn),
        Duration("meshlens.pickup.duration", "Responses that had arrived and waited for the caller to read them.", Signal.Pickup),
        Duration("meshlens.queueing.duration", "Requests that had arrived and waited for the destination to read them.", Signal.Queueing),
        Duration("meshlens.service.duration", "The destination's own time: request read to first byte of the response sent.", Signal.Service),
        .. VerdictFamilies.All,
    ];

    private static EdgeFamily Count(string name, string unit, string help, Func<EdgeTotals, ulong> count) =>
        new(new(name, unit, MetricKind.Counter, help), (edge, sink, _) => sink.Value(edge.Labels, LabelSet.Empty, count(edge.Totals), edge.Totals.Since));

    private static EdgeFamily OfLegs(string name, string unit, string help, Tally tally, double scale = 1) =>
        new(new(name, unit, MetricKind.Counter, help), (edge, sink, _) =>
        {
            foreach (var leg in edge.Totals.Legs)
            {
                sink.Value(edge.Labels, LegLabels.Of(leg), leg.Count(tally) * scale, edge.Totals.Since);
            }
        });

    private static EdgeFamily Duration(string name, string help, Signal signal) =>
        new(new(name, "s", MetricKind.Histogram, help), (edge, sink, reading) =>
        {
            foreach (var leg in edge.Totals.Legs)
            {
                if (leg.TryRead(signal, reading))
                {
                    sink.Histogram(edge.Labels, LegLabels.Of(leg), reading, edge.WithBuckets, edge.Totals.Since);
                }
            }
        });

    // Legs are added up: whatever a connect failed for, the edge did not get through.
    private static void WriteReasons(EdgeSeries edge, IMetricSink sink, HistogramReading reading)
    {
        for (var position = 0; position < Reasons.Length; position++)
        {
            ulong failed = 0;
            foreach (var leg in edge.Totals.Legs)
            {
                failed += leg.Failures(Reasons[position]);
            }

            if (failed > 0)
            {
                sink.Value(edge.Labels, ReasonLabels[position], failed, edge.Totals.Since);
            }
        }
    }

    private static void WriteRetransmits(EdgeSeries edge, IMetricSink sink, HistogramReading reading)
    {
        foreach (var leg in edge.Totals.Legs)
        {
            sink.Value(edge.Labels, LegLabels.OfRetransmits(leg, syn: true), leg.Count(Tally.SynRetransmits), edge.Totals.Since);
            sink.Value(edge.Labels, LegLabels.OfRetransmits(leg, syn: false), leg.Count(Tally.DataRetransmits), edge.Totals.Since);
        }
    }

    private static void WriteFlags(EdgeSeries edge, IMetricSink sink, HistogramReading reading)
    {
        foreach (var flag in edge.Totals.Flags)
        {
            sink.Value(edge.Labels, FlagLabels[(int)flag.Flag], flag.Count, edge.Totals.Since);
        }
    }
}
