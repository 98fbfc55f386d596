using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Metrics;

namespace MeshLens.Server.Hosting;

/// <summary>What <c>meshlens server</c> and <c>meshlens run</c> are told.</summary>
internal sealed record ServerOptions
{
    public const string DefaultApiAddress = "127.0.0.1:9470";
    public const string DefaultAgentAddress = "127.0.0.1:9471";
    public const string DefaultDataDirectory = "/var/lib/meshlens";

    /// <summary>The web API, for people and programs.</summary>
    public required ListenerOptions Api { get; init; }

    /// <summary>The gRPC listener for agents.</summary>
    public required ListenerOptions Agents { get; init; }

    /// <summary>Baselines and incidents are kept here; null keeps them in memory alone.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>JSON file that names endpoints; null names them by process and address alone.</summary>
    public string? EndpointsFile { get; init; }

    /// <summary>Who is asked about the mesh.</summary>
    public MeshOptions Mesh { get; init; } = new();

    /// <summary>Who is asked for proxies' metrics.</summary>
    public MetricsOptions Metrics { get; init; } = new();
}
