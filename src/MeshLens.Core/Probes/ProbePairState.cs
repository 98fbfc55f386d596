namespace MeshLens.Core.Probes;

/// <summary>How the way from one node to another is.</summary>
public enum ProbePairState : byte
{
    /// <summary>Too few probes, or none of late.</summary>
    Unknown,

    /// <summary>What is usual between the two is not known yet.</summary>
    Learning,
    Normal,

    /// <summary>Every probe takes longer than usual.</summary>
    Slow,

    /// <summary>Some probes get no answer.</summary>
    Lossy,

    /// <summary>No probe gets an answer.</summary>
    Unreachable,
}
