namespace MeshLens.Lab.Services;

/// <summary>How a service calls another.</summary>
internal sealed record DownstreamSpec
{
    /// <summary>Name of the service that is called.</summary>
    public required string Service { get; init; }

    /// <summary>Its replicas, <c>address:port</c>, called in turn.</summary>
    public required IReadOnlyList<string> Endpoints { get; init; }

    /// <summary>Share of the calls that open a connection of their own and close it, 0 to 1; the others use pooled ones.</summary>
    public double NewConnectionShare { get; init; } = 0.25;

    /// <summary>Milliseconds a call may take, connecting included.</summary>
    public double TimeoutMs { get; init; } = 3000;

    /// <summary>Idle connections kept per replica.</summary>
    public int PooledConnections { get; init; } = 4;
}
