namespace MeshLens.Grains.Persistence;

/// <summary>The bytes of one edge's memory and when they were taken.</summary>
public sealed record StoredState(DateTimeOffset SavedAt, ReadOnlyMemory<byte> Bytes);
