using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Resources;

/// <summary>
/// What the protocol must know of a kind of resource: how it is asked for, what its absence means, and which other kind it needs.
/// </summary>
public abstract class ResourceType(string typeUrl, string shortName)
{
    /// <summary>As on the wire, with the <c>type.googleapis.com/</c> prefix.</summary>
    public string TypeUrl { get; } = typeUrl;

    /// <summary>What people call it: CDS, EDS, …</summary>
    public string ShortName { get; } = shortName;

    /// <summary>Resources of this type come without being named; every other type is served by name only.</summary>
    public bool IsWildcard { get; init; }

    /// <summary>In state-of-the-world a response holds all resources, so that a missing one was removed.</summary>
    public bool AbsenceIsRemoval { get; init; }

    /// <summary>The type this one refers to: a cluster needs its endpoints, a listener its routes.</summary>
    public ResourceType? Child { get; init; }

    /// <summary>Decodes one resource. Never throws for bad input: what is wrong is in the reading.</summary>
    public abstract ResourceReading Read(Any body, string version);

    /// <inheritdoc/>
    public override string ToString() => ShortName;
}
