namespace MeshLens.Core.Identity;

/// <summary>One claim to an address: what its source said, with references instead of names. Immutable but for who it refers to.</summary>
internal sealed class AddressOwner
{
    public required IdentityFeed Feed { get; init; }

    /// <summary>When it was learned.</summary>
    public required DateTimeOffset Since { get; init; }

    public required string Cluster { get; init; }

    public required string Network { get; init; }

    public MeshWorkload? Workload { get; init; }

    /// <summary>The services of <see cref="Workload"/>, in the same order.</summary>
    public ServiceHandle[] Serves { get; init; } = [];

    public MeshNode? Node { get; init; }

    public ServiceHandle? Service { get; init; }

    /// <summary>Of <see cref="Service"/>, as this source says.</summary>
    public MeshService? Content { get; init; }

    public ServiceHandle? Waypoint { get; init; }

    /// <summary>Less is better: one who is up to date before one who is not, then in the order of the sources.</summary>
    public int Rank => Feed.Rank;
}
