using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Names what was not seen and would have decided, or made the verdict surer.</summary>
internal static class MissingSignals
{
    private const uint StaleMs = 5000;

    private static readonly (TurnsUnavailable Reason, string Text)[] Reasons =
    [
        (TurnsUnavailable.Multiplexed, "their requests overlap (HTTP/2 or pipelining)"),
        (TurnsUnavailable.Upgraded, "they were upgraded (to WebSocket, say)"),
        (TurnsUnavailable.Spliced, "their bytes are spliced past the socket"),
        (TurnsUnavailable.ServerFirst, "the server pushes unasked, or answers in parts far apart"),
        (TurnsUnavailable.TlsMayMultiplex, "TLS may carry overlapping requests"),
        (TurnsUnavailable.AdoptedMidway, "they are older than the agent and were never seen between two requests"),
        (TurnsUnavailable.Split, "parts of their requests lie far apart and may be several requests"),
        (TurnsUnavailable.Other, "their rhythm is not one of request and response"),
    ];

    public static List<string> Of(EdgeView edge, Cause cause) =>
        [.. MissingSources.Of(edge, cause), .. Ends(edge), .. Turns(edge), .. Names(edge, cause), .. Handshakes(edge, cause), .. Knowledge(edge), .. ConfigurationMissing.Of(edge, cause), .. Pressure(edge, cause), .. Quality(edge)];

    private static IEnumerable<string> Ends(EdgeView edge)
    {
        if (edge.Caller is null)
        {
            yield return edge.Hops.Client is null
                ? "the caller's end: no agent sees it, so the path and the caller cannot be judged"
                : "the caller's end: no agent sees it, so its connections and the caller itself cannot be judged";
        }

        if (edge.Callee is null)
        {
            yield return edge.Snapshot.Coverage.ServerSeen
                ? "the destination's end: its agent saw nothing of this edge in this window, so server time cannot be told from the path"
                : edge.Hops.Server is null ? "the destination's end: no agent sees it, so server time cannot be told from the path"
                : "the destination's end: no agent sees it, so what its own proxy waits for cannot be taken apart";
        }
        else if (edge.Callee.Shared)
        {
            yield return "the destination's part of this edge alone: its connections are shared with other callers";
        }
    }

    private static IEnumerable<string> Turns(EdgeView edge) =>
        Turns(edge.Caller, "").Concat(Turns(edge.Callee, " at the destination's end"));

    private static IEnumerable<string> Turns(LegMeasurement? leg, string where) => leg is null
        ? []
        : Reasons
            .Where(reason => leg.WithoutTurns(reason.Reason) > 0)
            .Select(reason => $"turns of {leg.WithoutTurns(reason.Reason)} connections{where}: {reason.Text}");

    // What a connect waited for before it began is in none of its times.
    private static IEnumerable<string> Names(EdgeView edge, Cause cause) => cause == Cause.NetworkDns
        ? []
        : edge.Snapshot.NameServers
            .Select(server => (server.Now.Address, Change: ChangeTest.Of(server.Now.Answered, server.Baseline, Floors.Dns)))
            .Where(server => server.Change.IsShifted)
            .Select(server => $"what connects waited for names: the caller's name server {server.Address} takes {Clues.Say(server.Change.NowNs)} to answer, {Clues.Say(server.Change.BaselineNs ?? 0)} when well");

    private static IEnumerable<string> Handshakes(EdgeView edge, Cause cause)
    {
        if (edge.WireClient is not null && edge.Handshakes.All.Count == 0 && cause != Cause.Healthy)
        {
            yield return edge.Failures.All > 0 ? $"handshakes: none succeeded, {edge.Failures.All} connects failed"
                : edge.Time.Requests > 0 ? "handshakes: every request used a connection that already existed"
                : "handshakes: no connection was made in this window";
        }

        if (!edge.AcceptQueue.IsSeen && (edge.Handshakes.Late > 0 || edge.Failures.Silent > 0 || (edge.MayBeAcceptQueue && edge.Stalls.Exceed)))
        {
            yield return "the destination's listener: its drops would tell a full accept queue from loss on the way";
        }
    }

    private static IEnumerable<string> Knowledge(EdgeView edge)
    {
        if (edge.QuietWindows == 0)
        {
            yield return "a baseline: the edge was never seen well; shares are those of the time itself";
        }
    }

    private static IEnumerable<string> Pressure(EdgeView edge, Cause cause)
    {
        if (cause == Cause.Caller && !edge.CallerPressure.IsSeen)
        {
            yield return "the caller's run-queue delay and CPU quota";
        }

        if ((cause == Cause.SlowHandler || cause == Cause.Queueing) && !edge.CalleePressure.IsSeen)
        {
            yield return "the destination's run-queue delay and CPU quota";
        }
    }

    private static IEnumerable<string> Quality(EdgeView edge)
    {
        var coverage = edge.Snapshot.Coverage;
        if (!coverage.Losses.IsEmpty)
        {
            yield return "part of the samples: some were lost or shed before they were counted";
        }

        if (coverage.Partial)
        {
            yield return "part of the window: an agent started, stopped or fell silent in it";
        }

        if (edge.Snapshot.Legs.Exists(leg => leg.Endpoints.Exists(endpoint => endpoint.Endpoint == LegWindow.OtherEndpoints)))
        {
            yield return $"replicas beyond {LegWindow.MaxEndpoints}: they are taken together";
        }

        if (coverage.AgeMs > StaleMs)
        {
            yield return $"recent samples: the newest was {coverage.AgeMs / 1000} s old";
        }
    }
}
