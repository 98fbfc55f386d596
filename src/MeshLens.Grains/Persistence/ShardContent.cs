namespace MeshLens.Grains.Persistence;

/// <summary>What could be read of a shard's file, and what was wrong with the rest (null when nothing was).</summary>
internal sealed record ShardContent(IReadOnlyList<ShardRecord> Records, string? Damage);
