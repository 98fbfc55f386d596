namespace MeshLens.Core.Classification;

/// <summary>Knows one cause: what convicts it, and what clears it.</summary>
internal interface IRule
{
    /// <summary>Null when the rule has nothing to say about this window.</summary>
    Suspicion? Judge(EdgeView edge);
}
