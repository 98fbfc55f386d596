namespace MeshLens.Xds.Findings;

/// <summary>What kind of thing a prediction can be tested against.</summary>
public enum PredictedEffect
{
    /// <summary>A share of the requests takes so many milliseconds more.</summary>
    Delay,

    /// <summary>No request takes longer than so many milliseconds: it fails there.</summary>
    Ceiling,

    /// <summary>A share of the requests fails.</summary>
    Failure,

    /// <summary>Connections are made more often than needed.</summary>
    Connections,

    /// <summary>Endpoints get unequal parts of the requests.</summary>
    Imbalance,

    /// <summary>The destination gets more requests than its callers send.</summary>
    Load,

    /// <summary>Requests go a longer way.</summary>
    Path,

    /// <summary>Something that should help does not: no symptom by itself.</summary>
    Unprotected,
}
