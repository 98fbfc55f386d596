using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>
/// The change of a signal over all replicas, or of the one replica that left the others: one slow replica of ten touches
/// only a tenth of the requests, yet all of its own.
/// </summary>
internal static class ReplicaChange
{
    public static Change Of(LegMeasurement? leg, Signal signal, double floorNs, TimeSpent? spent)
    {
        var whole = ChangeTest.Of(leg?.Find(signal), floorNs, spent);
        if (leg is null || whole.IsStrong || leg.Endpoints.Count < 2 || whole.ExcessNs < floorNs)
        {
            return whole;
        }

        var worst = leg.Endpoints.Max(endpoint => ChangeTest.Of(endpoint.Find(signal), floorNs).Strength);
        return worst > whole.Strength ? whole with { Strength = worst } : whole;
    }
}
