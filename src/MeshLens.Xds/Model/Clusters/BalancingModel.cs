namespace MeshLens.Xds.Model.Clusters;

/// <summary>How requests are spread over endpoints.</summary>
/// <param name="Policy">How one endpoint is picked.</param>
/// <param name="RingSize">Smallest ring, or the size of the table; null when not set or not hashing.</param>
/// <param name="SlowStart">How long a new endpoint gets less than its share; null when it gets it at once.</param>
/// <param name="PanicThresholdPercent">Below this part of healthy endpoints all are used; null when Envoy's default of 50 holds.</param>
/// <param name="WeighsLocalities">Localities get what their weights say.</param>
/// <param name="PrefersOwnZone">The proxy keeps requests in its own zone as far as it evens out.</param>
public sealed record BalancingModel(
    BalancingPolicy Policy, ulong? RingSize, TimeSpan? SlowStart, double? PanicThresholdPercent, bool WeighsLocalities, bool PrefersOwnZone)
{
    /// <summary>Whether a hash of the request decides.</summary>
    public bool Hashes => Policy is BalancingPolicy.RingHash or BalancingPolicy.Maglev;
}
