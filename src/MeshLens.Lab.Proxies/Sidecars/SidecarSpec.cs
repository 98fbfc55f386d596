using MeshLens.Lab.Proxies.Encryption;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>One pod's proxy.</summary>
internal sealed record SidecarSpec
{
    /// <summary>The pod's name.</summary>
    public required string Pod { get; init; }

    /// <summary>The workload it is a replica of.</summary>
    public required string Workload { get; init; }

    /// <summary>The pod's address.</summary>
    public required string Address { get; init; }

    /// <summary>Its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>A path that opens the pod's network namespace.</summary>
    public required string NetworkNamespace { get; init; }

    /// <summary>The port of the service that it calls or serves.</summary>
    public required int Port { get; init; }

    /// <summary>Who it is to other proxies.</summary>
    public required IdentitySpec Identity { get; init; }

    /// <summary>It stands before an application that is called, not before one that calls.</summary>
    public required bool IsServer { get; init; }
}
