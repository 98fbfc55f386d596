namespace MeshLens.Lab.Mesh;

/// <summary>One address of a service.</summary>
internal sealed record EndpointEntry
{
    public required string Address { get; init; }

    /// <summary>Null stands for every port, and for the calls the address makes itself.</summary>
    public int? Port { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    /// <summary>Null for whichever the agent is on.</summary>
    public string? Node { get; init; }
}
