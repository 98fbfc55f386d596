using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>When a proxy stops using an endpoint that fails.</summary>
/// <param name="Resource">The DestinationRule; empty when unknown.</param>
/// <param name="Errors">Errors in a row that eject; null when none do.</param>
/// <param name="EjectionMs">How long the first ejection lasts.</param>
/// <param name="MaxPercent">The part of the endpoints that may be out at once; one always may.</param>
/// <param name="PanicPercent">Below this part of healthy endpoints all are used; null where the default holds.</param>
[GenerateSerializer, Immutable, Alias("meshlens.configured-outlier")]
public readonly record struct ConfiguredOutlier(
    [property: Id(0)] string Resource,
    [property: Id(1)] long? Errors,
    [property: Id(2)] double EjectionMs,
    [property: Id(3)] double MaxPercent,
    [property: Id(4)] double? PanicPercent)
{
    /// <summary>Whether so many endpoints may all be out at once.</summary>
    public bool MayEjectAll(int endpoints) => Math.Max(1, Math.Floor(endpoints * MaxPercent / 100)) >= endpoints;
}
