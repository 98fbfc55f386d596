using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>Who and where a replica is, as far as the sources of names tell; empty where they do not.</summary>
/// <param name="Endpoint">Address and port, as in <see cref="EndpointMeasurement.Endpoint"/>.</param>
/// <param name="Pod">Its own name.</param>
/// <param name="Node">The machine it runs on.</param>
/// <param name="Zone">Where that machine is.</param>
[GenerateSerializer, Immutable, Alias("meshlens.endpoint-place")]
public readonly record struct EndpointPlace(
    [property: Id(0)] string Endpoint,
    [property: Id(1)] string Pod,
    [property: Id(2)] string Node,
    [property: Id(3)] string Zone);
