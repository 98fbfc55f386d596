namespace MeshLens.Grains.Persistence;

/// <summary>Where in its file an edge's state is, its length and checksum included.</summary>
internal readonly record struct ShardRecord(string EdgeId, DateTimeOffset SavedAt, long Offset, int Length);
