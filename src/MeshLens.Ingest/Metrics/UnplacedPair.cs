namespace MeshLens.Ingest.Metrics;

/// <summary>A pair of services that proxies counted for and that reached no edge.</summary>
internal readonly record struct UnplacedPair(string Source, string Destination, Unplaced Reason);
