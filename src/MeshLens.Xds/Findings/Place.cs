namespace MeshLens.Xds.Findings;

/// <summary>Where a finding was made, and so which edges it concerns.</summary>
/// <param name="Host">The destination service; empty when all are concerned; a proxy, by pod and namespace, where its own requests or those that arrive there are concerned.</param>
/// <param name="Port">Its port; 0 when all are concerned.</param>
/// <param name="Piece">The cluster, route or listener, by its name.</param>
public readonly record struct Place(string Host, int Port, string Piece);
