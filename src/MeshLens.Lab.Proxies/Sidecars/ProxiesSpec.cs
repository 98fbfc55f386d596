namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>All that a process of proxies is told at its start.</summary>
internal sealed record ProxiesSpec
{
    /// <summary>Who serves configuration.</summary>
    public required Uri ControlPlane { get; init; }

    /// <summary>The pods' namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>A proxy per pod.</summary>
    public required IReadOnlyList<SidecarSpec> Sidecars { get; init; }
}
