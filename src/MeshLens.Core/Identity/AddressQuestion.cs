namespace MeshLens.Core.Identity;

/// <summary>An endpoint to be recognised.</summary>
public readonly record struct AddressQuestion
{
    /// <summary>The address.</summary>
    public required AddressKey Key { get; init; }

    /// <summary>The port that names the service; zero for a caller.</summary>
    public int Port { get; init; }

    /// <summary>The cluster of the node that saw it; empty when unknown.</summary>
    public string Cluster { get; init; }

    /// <summary>The node that saw it: an address means something in that node's network.</summary>
    public string Node { get; init; }

    /// <summary>The pod of the process at this end, by its Kubernetes UID; <see cref="Guid.Empty"/> when unknown.</summary>
    public Guid PodUid { get; init; }

    /// <summary>Whose address it was at that time; null asks for now.</summary>
    public DateTimeOffset? At { get; init; }
}
