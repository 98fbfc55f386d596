using MeshLens.Alerting.Hosting;
using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Metrics;
using MeshLens.Server.MetricsOut;
using MeshLens.Server.Probes;

namespace MeshLens.Server.Hosting;

/// <summary>What <c>meshlens server</c> and <c>meshlens run</c> are told.</summary>
internal sealed record ServerOptions
{
    public const string DefaultApiAddress = "127.0.0.1:9470";
    public const string DefaultAgentAddress = "127.0.0.1:9471";
    public const string DefaultOtlpAddress = "127.0.0.1:4317";
    public const string DefaultOtlpHttpAddress = "127.0.0.1:4318";
    public const string DefaultDataDirectory = "/var/lib/meshlens";

    /// <summary>The web API, for people and programs.</summary>
    public required ListenerOptions Api { get; init; }

    /// <summary>The gRPC listener for agents.</summary>
    public required ListenerOptions Agents { get; init; }

    /// <summary>Envoy's access log service on a listener of its own; null leaves it on <see cref="Agents"/> alone.</summary>
    public ListenerOptions? AccessLogs { get; init; }

    /// <summary>OTLP over gRPC; null listens for none.</summary>
    public ListenerOptions? Otlp { get; init; }

    /// <summary>OTLP over HTTP; null listens for none.</summary>
    public ListenerOptions? OtlpHttp { get; init; }

    /// <summary>Where telemetry goes on to; null keeps it here.</summary>
    public BackendOptions? Backend { get; init; }

    /// <summary>Where people reach the web API, for links in spans and alerts; null where it listens.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Every listener, in the order in which they are opened.</summary>
    public IReadOnlyList<ListenerOptions> Listeners =>
        [.. new[] { Api, Agents, AccessLogs, Otlp, OtlpHttp }.OfType<ListenerOptions>()];

    /// <summary>Baselines, incidents and alerts are kept here; null keeps them in memory alone.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>JSON file that names endpoints; null names them by process and address alone.</summary>
    public string? EndpointsFile { get; init; }

    /// <summary>Who is asked about the mesh.</summary>
    public MeshOptions Mesh { get; init; } = new();

    /// <summary>Who is asked for proxies' metrics.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>The probe mesh.</summary>
    public ProbeMeshOptions Probes { get; init; } = new();

    /// <summary>What is shown at <c>/metrics</c>, and to whom it is sent.</summary>
    public MetricsOutOptions MetricsOut { get; init; } = new();

    /// <summary>Who is told of alerts, and by which rules.</summary>
    public AlertingOptions Alerts { get; init; } = new();
}
