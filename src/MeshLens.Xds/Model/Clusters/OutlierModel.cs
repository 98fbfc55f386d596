using Envoy.Config.Cluster.V3;

namespace MeshLens.Xds.Model.Clusters;

/// <summary>When a proxy stops using an endpoint that fails. Envoy's defaults stand where nothing was given.</summary>
/// <param name="ConsecutiveErrors">The fewest errors in a row that eject, of the kinds that do; null when errors in a row eject nobody.</param>
/// <param name="Interval">Time between sweeps.</param>
/// <param name="BaseEjection">How long the first ejection lasts; each further one is longer by as much.</param>
/// <param name="MaxEjectionPercent">The part of the endpoints that may be out at once; one always may.</param>
/// <param name="EjectsByRate">Whether endpoints that do worse than the others are ejected, too.</param>
public sealed record OutlierModel(uint? ConsecutiveErrors, TimeSpan Interval, TimeSpan BaseEjection, uint MaxEjectionPercent, bool EjectsByRate)
{
    private const uint DefaultErrors = 5;

    /// <summary>Whether anything is ever ejected.</summary>
    public bool Ejects => ConsecutiveErrors is not null || EjectsByRate;

    internal static OutlierModel? Of(OutlierDetection? detection) => detection is null ? null : new(
        FewestErrors(detection),
        detection.Interval.Positive() ?? TimeSpan.FromSeconds(10),
        detection.BaseEjectionTime.Positive() ?? TimeSpan.FromSeconds(30),
        detection.MaxEjectionPercent ?? 10,
        detection.EnforcingSuccessRate is null or > 0 || detection.EnforcingFailurePercentage > 0);

    private static uint? FewestErrors(OutlierDetection detection)
    {
        var local = detection.SplitExternalLocalOriginErrors
            ? Enforced(detection.ConsecutiveLocalOriginFailure, detection.EnforcingConsecutiveLocalOriginFailure ?? 100)
            : null;
        var gateway = Enforced(detection.ConsecutiveGatewayFailure, detection.EnforcingConsecutiveGatewayFailure ?? 0);
        return new[] { Enforced(detection.Consecutive5Xx, detection.EnforcingConsecutive5Xx ?? 100), gateway, local }.Min();
    }

    private static uint? Enforced(uint? errors, uint percent) => percent == 0 || errors == 0 ? null : errors ?? DefaultErrors;
}
