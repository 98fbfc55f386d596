using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Sources that measured the same and say different things, with both figures.</summary>
internal static class Disagreements
{
    private const int WindowMs = 10_000;
    private const int SlackMs = 2_000;

    public static List<string> Of(EdgeView edge) =>
        edge.Snapshot.Coverage.Partial || !edge.Snapshot.Coverage.Losses.IsEmpty ? [] : [.. Caller(edge), .. Callee(edge), .. Connects(edge), .. Counts(edge)];

    public static bool Any(EdgeView edge) => Of(edge).Count > 0;

    // A turn ends with the first byte of the response; a proxy's total goes on until the last one was passed on.
    private static IEnumerable<string> Caller(EdgeView edge)
    {
        if (edge.Caller?.Find(Signal.Turn) is not { } turns || edge.Hops.Client is not { } client)
        {
            yield break;
        }

        var answered = HopParts.UntilAnsweredNs(client);
        var total = client.PerRequestNs(HopPart.Total);
        switch (edge.Caller.Leg)
        {
            case Leg.AppToProxy when Differ(turns, client, HopPart.Total, answered, total - answered):
                yield return Say("the caller's kernel times a turn", turns, "the caller's proxy logs a request", answered, client.Ended);
                break;
            case Leg.ProxyToProxy or Leg.ToWaypoint when Differ(turns, client, HopPart.UpstreamWait, client.PerRequestNs(HopPart.UpstreamWait), 0):
                yield return Say("the caller's kernel times a turn of its proxy", turns, "the proxy logs a wait", client.PerRequestNs(HopPart.UpstreamWait), client.Ended);
                break;
            case Leg.Direct when IsOutside(turns, client, answered, total):
                yield return Say("the caller's kernel times a turn", turns, "the caller's proxy logs a request", answered, client.Ended);
                break;
        }
    }

    private static IEnumerable<string> Callee(EdgeView edge)
    {
        if (edge.Callee is { Shared: false, Leg: Leg.ProxyToApp } callee && edge.Hops.Server is { } server
            && callee.Find(Signal.Service) is { } service)
        {
            var queueing = edge.Time.Queueing.NowNs;
            var wait = server.PerRequestNs(HopPart.UpstreamWait) - queueing;
            if (Differ(service, server, HopPart.UpstreamWait, wait, queueing))
            {
                yield return Say("the destination's kernel times its work", service, "its own proxy waits", wait, server.Ended);
            }
        }
    }

    private static IEnumerable<string> Connects(EdgeView edge)
    {
        if (edge.WireClient?.Leg is Leg.ProxyToProxy or Leg.ToWaypoint
            && edge.WireClient.Find(Signal.Handshake) is { } handshakes
            && edge.Hops.Client is { } client
            && client.Histogram(HopPart.Connect) is { } connects
            && Comparison.IsFair(handshakes.Histogram.Count, connects.Count)
            && Comparison.IsApart(handshakes.Histogram.MeanNs, connects.MeanNs)
            && Comparison.IsApart(handshakes.Histogram, connects, 0))
        {
            yield return Say("the caller's kernel times a connect of its proxy", handshakes, "the proxy logs a connect", connects.MeanNs, connects.Count);
        }
    }

    // Metrics are whole durations at the same proxy, of the time between two readings: only much is more than another window.
    private static IEnumerable<string> Counts(EdgeView edge)
    {
        foreach (var metric in edge.Snapshot.Metrics ?? [])
        {
            if (edge.Hops.All.FirstOrDefault(hop => hop.Reporter == metric.Reporter)?.Histogram(HopPart.Total) is { } logged
                && metric is { FromMs: >= -SlackMs, ToMs: <= WindowMs + SlackMs, DurationCount: > 0 }
                && Comparison.IsFair(metric.DurationCount, logged.Count)
                && Comparison.IsFarApart(metric.DurationSumMs * 1e6 / metric.DurationCount, logged.MeanNs, logged))
            {
                var counted = metric.DurationSumMs * 1e6 / metric.DurationCount;
                yield return $"Sources disagree: {HopClues.Say(metric.Reporter)} counts {Clues.Say(counted)} per request ({metric.DurationCount} in its metrics) and logs {Clues.Say(logged.MeanNs)} ({logged.Count} in its access log).";
            }
        }
    }

    private static bool Differ(SignalMeasurement kernel, HopView hop, HopPart part, double loggedNs, double besidesNs) =>
        hop.Histogram(part) is { } times
        && Comparison.IsFair(kernel.Histogram.Count, hop.Ended)
        && Comparison.IsApart(kernel.Histogram.MeanNs, loggedNs)
        && Comparison.IsApart(kernel.Histogram, times, besidesNs);

    // Nobody knows on which side of the proxy the kernel saw the turn: it is at least the wait and at most the whole.
    private static bool IsOutside(SignalMeasurement kernel, HopView hop, double answeredNs, double totalNs)
    {
        var wait = hop.PerRequestNs(HopPart.UpstreamWait);
        return kernel.Histogram.MeanNs < wait ? Differ(kernel, hop, HopPart.UpstreamWait, wait, 0)
            : kernel.Histogram.MeanNs > totalNs && Differ(kernel, hop, HopPart.Total, totalNs, 0) && answeredNs > 0;
    }

    private static string Say(string kernelSays, SignalMeasurement kernel, string logSays, double loggedNs, ulong logged) =>
        $"Sources disagree: {kernelSays} at {Clues.Say(kernel.Histogram.MeanNs)} ({Count(kernel.Histogram)}), {logSays} at {Clues.Say(loggedNs)} ({logged} in its access log).";

    private static string Count(ExponentialHistogram kernel) => $"{kernel.Count} in the kernel";
}
