namespace MeshLens.Core.Identity;

/// <summary>A machine of a cluster.</summary>
public sealed record MeshNode
{
    /// <summary>Its name in Kubernetes.</summary>
    public required string Name { get; init; }

    /// <summary>The cluster; empty when there is but one.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The network of its addresses; empty for the default one.</summary>
    public string Network { get; init; } = "";

    /// <summary>Where it is; empty when unknown.</summary>
    public string Region { get; init; } = "";

    /// <summary>Where it is, within the region; empty when unknown.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Its own addresses.</summary>
    public Sequence<AddressKey> Addresses { get; init; }
}
