namespace MeshLens.Xds.State;

/// <summary>What an update did.</summary>
/// <param name="Changes">What came into force or went, in order.</param>
/// <param name="Rejections">What could not be taken over.</param>
internal sealed record UpdateOutcome(IReadOnlyList<ResourceChange> Changes, IReadOnlyList<Rejection> Rejections);
