using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Decision;

/// <summary>How a problem shows: told from the shape of the change, not from its cause.</summary>
internal static class Symptoms
{
    /// <summary>A change that touches this part of the requests moved the level, also when it began in mid-window.</summary>
    private const double Broad = 0.25;
    private const double ApartFactor = 1.5;

    public static Symptom Of(EdgeView edge, Suspicion suspicion) =>
        suspicion.Fails ? Symptom.Failures
        : IsOfReplicas(suspicion.Cause) || DriftedApart(edge) ? Symptom.Imbalance
        : Breadth(edge) >= Broad ? Symptom.Growth
        : Symptom.Jitter;

    private static bool IsOfReplicas(Cause cause) =>
        cause == Cause.BadEndpoint || cause == Cause.NetworkBadEndpoint || cause == Cause.NetworkBadZone || cause == Cause.Imbalance;

    private static double Breadth(EdgeView edge) => new[]
    {
        edge.Felt.Change, edge.Turn, edge.Pickup, edge.Queueing, edge.Service, edge.Handshakes.Change,
    }.Where(change => change.IsShifted).Select(change => change.Breadth).DefaultIfEmpty(0).Max();

    private static bool DriftedApart(EdgeView edge) =>
        DriftedApart(edge.Callee, Signal.Service) || DriftedApart(edge.Callee, Signal.Queueing)
        || DriftedApart(edge.Caller, Signal.Turn) || DriftedApart(edge.WireClient, Signal.Handshake);

    private static bool DriftedApart(LegMeasurement? leg, Signal signal)
    {
        if (leg is not { Endpoints.Count: > 1 })
        {
            return false;
        }

        var changes = leg.Endpoints.ConvertAll(endpoint => ChangeTest.Of(endpoint.Find(signal), Floors.Latency));
        var shifted = changes.Where(change => change.IsShifted).Select(change => change.NowNs).DefaultIfEmpty(0).Max();
        var steady = changes.Where(change => change.IsSteady).Select(change => change.NowNs).DefaultIfEmpty(double.MaxValue).Max();
        return shifted >= (ApartFactor * steady) + Floors.Latency;
    }
}
