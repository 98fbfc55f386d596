namespace MeshLens.Core.Classification.Statistics;

/// <summary>How surely something changed.</summary>
internal enum Strength
{
    /// <summary>No sample, too few, or no baseline: not evidence either way.</summary>
    Unknown,
    None,

    /// <summary>A few samples are far out: a pause, or the beginning of something.</summary>
    Faint,

    /// <summary>Worth a second look; convicts only when it stays.</summary>
    Weak,

    /// <summary>Convicts at once.</summary>
    Strong,
}
