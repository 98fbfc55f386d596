namespace MeshLens.Grains.Mesh;

/// <summary>How much of what proxies counted found its edge.</summary>
/// <param name="Placed">Reports that did, since the start; one is what a proxy says of one edge between two scrapes.</param>
/// <param name="Unplaced">Reports that did not, by reason.</param>
/// <param name="Portless">Pairs whose edge nobody can tell for want of a port, of late; at most a hundred.</param>
public sealed record PlacingView(long Placed, IReadOnlyDictionary<string, long> Unplaced, IReadOnlyList<PortlessPair> Portless);
