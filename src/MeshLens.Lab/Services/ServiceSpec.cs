namespace MeshLens.Lab.Services;

/// <summary>All a service process is told at its start.</summary>
internal sealed record ServiceSpec
{
    /// <summary>The service's name, also the process's name in the kernel (15 letters).</summary>
    public required string Name { get; init; }

    /// <summary>Port it listens on, on all addresses of its namespace; 0 for a pure client.</summary>
    public int Port { get; init; }

    /// <summary>Connections that may wait to be accepted.</summary>
    public int Backlog { get; init; } = 16;

    /// <summary>Connections served at the same time; further ones wait to be accepted.</summary>
    public int Workers { get; init; } = 160;

    /// <summary>Time of its own work per request, in milliseconds: evenly between Handler ± HandlerJitter.</summary>
    public double HandlerMs { get; init; }

    /// <summary>See <see cref="HandlerMs"/>.</summary>
    public double HandlerJitterMs { get; init; }

    /// <summary>Bytes of the response's body.</summary>
    public int ResponseBytes { get; init; } = 600;

    /// <summary>The services it calls for each request, one after the other, or that it loads.</summary>
    public IReadOnlyList<DownstreamSpec> Downstreams { get; init; } = [];

    /// <summary>Requests a pure client sends per second, open loop; 0 for a server.</summary>
    public double RatePerSecond { get; init; }
}
