using MeshLens.Core.Histograms;
using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>What a proxy logged of one replica of the destination in a window.</summary>
/// <param name="Endpoint">Address and port, as the proxy has them; <c>other</c> for those beyond the limit.</param>
/// <param name="Ended">Requests and connections whose last attempt went there.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="Wait">Request sent on to the first byte of the response; empty for connections.</param>
[GenerateSerializer, Immutable, Alias("meshlens.hop-endpoint")]
public readonly record struct HopEndpoint(
    [property: Id(0)] string Endpoint,
    [property: Id(1)] ulong Ended,
    [property: Id(2)] ulong Failed,
    [property: Id(3)] ExponentialHistogram Wait)
{
    /// <summary>Replicas kept apart in one window.</summary>
    public const int Most = 32;

    /// <summary>Stands for all others.</summary>
    public const string Others = "other";

    /// <summary>Both together.</summary>
    public HopEndpoint Plus(HopEndpoint gained)
    {
        Wait.Merge(gained.Wait);
        return this with { Ended = Ended + gained.Ended, Failed = Failed + gained.Failed };
    }
}
