using MeshLens.Core.Classification.View;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Clears, with the number that clears, whoever was measured well enough and is not the culprit.</summary>
internal static class Exonerations
{
    public static List<Exoneration> Of(EdgeView edge, Cause cause)
    {
        List<Exoneration> cleared = [];
        if (cause.Class != VerdictClass.Network && (Network(edge) ?? LoggedPath(edge)) is { } network)
        {
            cleared.Add(new(VerdictClass.Network, network));
        }

        if (cause.Class != VerdictClass.Network && edge.IsWithinNode)
        {
            cleared.Add(new(VerdictClass.Network, "both ends are on one node, whose proxy hands connections over itself: same node, no wire leg"));
        }

        if (cause.Class != VerdictClass.Application && (Destination(edge) ?? LoggedDestination(edge)) is { } destination)
        {
            cleared.Add(new(VerdictClass.Application, destination));
        }

        if (cause.Class is VerdictClass.Network or VerdictClass.Application && ConfigurationCleared.Of(edge) is { } configuration)
        {
            cleared.Add(new(VerdictClass.MeshConfig, configuration));
        }

        if (cause != Cause.Caller && edge.Pickup.IsSteady)
        {
            cleared.Add(new(VerdictClass.Application, $"the caller reads its responses at once: pickup mean {Clues.Say(edge.Pickup.NowNs)}"));
        }

        return cleared;
    }

    // Either witness clears the path's length; smoothed RTT does not. What stalls is not cleared.
    private static string? Network(EdgeView edge)
    {
        var handshake = edge.Handshakes.Change;
        var steadyPath = edge.Path.IsSteady || (edge.Path.Strength == Statistics.Strength.None && edge.Path.ExcessNs < Floors.RoundTrip);
        if (edge.Stalls.Exceed || edge.Handshakes.Late > 0 || handshake.IsShifted || edge.Path.IsShifted || !(handshake.IsSteady || steadyPath))
        {
            return null;
        }

        List<string> numbers = [];
        if (handshake.IsSteady)
        {
            numbers.Add($"handshake p99 {Clues.Say(edge.Handshakes.All.Quantile(0.99))}");
        }

        if (edge.Time.PathMeanNs is { } path && steadyPath)
        {
            numbers.Add($"path {Clues.Say(path)}");
        }

        numbers.Add($"{edge.Stalls.Count} recovery stalls");
        return $"{string.Join(", ", numbers)}, as before";
    }

    // Not where the kernel saw anything of the path that is not as before.
    private static string? LoggedPath(EdgeView edge) =>
        edge.Stalls.Exceed || edge.Handshakes.Late > 0 || edge.Handshakes.Change.IsShifted || edge.Path.IsShifted ? null
        : edge.HopTime.Paths.Count > 0 && edge.HopTime.ReachesApplication && edge.HopTime.Paths.All(path => path.Change.IsSteady)
            ? $"{Clues.Say(edge.HopTime.Paths.Sum(path => path.Time.NowNs))} between the proxies, as before"
            : null;

    private static string? LoggedDestination(EdgeView edge) =>
        edge.Service.IsShifted || edge.Queueing.IsShifted ? null
        : edge.Hops.Server is { FailsMore: false } server && server.Part(HopPart.UpstreamWait).IsSteady
            ? $"its own proxy waits {Clues.Say(server.Part(HopPart.UpstreamWait).NowNs)} for it, as before"
            : null;

    private static string? Destination(EdgeView edge) =>
        edge.Service.IsShifted || edge.Queueing.IsShifted || !edge.Service.IsSteady ? null
        : edge.AcceptQueue.IsCleared ? $"server time mean {Clues.Say(edge.Service.NowNs + edge.Time.Queueing.NowNs)}, as before; its accept queue {(edge.AcceptQueue.Drops == 0 ? "dropped nothing" : "was empty whenever it was looked at")}"
        : $"server time mean {Clues.Say(edge.Service.NowNs + edge.Time.Queueing.NowNs)}, as before";
}
