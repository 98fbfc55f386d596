namespace MeshLens.Server.Istio;

/// <summary>What is asked of <c>meshlens istio-config</c>.</summary>
internal sealed record TelemetryTarget
{
    /// <summary>The version of the oldest proxies of the mesh.</summary>
    public required IstioVersion Version { get; init; }

    /// <summary>Host name of MeshLens' service, as the mesh knows it.</summary>
    public required string Service { get; init; }

    /// <summary>OTLP, which says what connecting took; else Envoy's own service, which costs less and is in every version.</summary>
    public required bool IsOtlp { get; init; }

    /// <summary>The port of the service.</summary>
    public required int Port { get; init; }

    /// <summary>Where the Telemetry resource goes: the root namespace is for the whole mesh.</summary>
    public required string Namespace { get; init; }
}
