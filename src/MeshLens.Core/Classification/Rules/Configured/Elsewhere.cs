using MeshLens.Core.Classification.View;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// Whether something is wrong that no configuration does: a limit that only becomes felt because the path or the destination got slower is
/// not what made them slower.
/// </summary>
internal static class Elsewhere
{
    private const ulong MinFailures = 3;

    public static bool IsNetworkIll(EdgeView edge) =>
        edge.Handshakes.Change.IsShifted
        || edge.Handshakes.LateNow > 1
        || edge.Stalls.Exceed
        || edge.Path.IsShifted
        || edge.HopTime.Paths.Any(static path => path.Change.IsShifted)
        || edge.Failures.Lasting >= MinFailures;

    public static bool IsDestinationIll(EdgeView edge) =>
        edge.Service.IsShifted
        || edge.Queueing.IsShifted
        || edge.AcceptWait.IsShifted
        || edge.QueueIsFelt
        || edge.BehindProxy.Refused >= MinFailures
        || edge.Hops.Server?.Part(HopPart.UpstreamWait).IsShifted == true;

    /// <summary>Somebody times the destination itself.</summary>
    public static bool IsDestinationTimed(EdgeView edge) =>
        edge.ServerTimed || edge.Hops.Server?.Histogram(HopPart.UpstreamWait) is not null;
}
