namespace MeshLens.Grains.Probes;

/// <summary>What is in the way of a probe.</summary>
public enum ProbeRefusalKind
{
    /// <summary>The question cannot be read.</summary>
    Malformed,

    /// <summary>Nobody knows the target, or the nodes that should probe it.</summary>
    Unknown,

    /// <summary>The operator does not allow it.</summary>
    Forbidden,

    /// <summary>Too many are under way.</summary>
    Busy,
}
