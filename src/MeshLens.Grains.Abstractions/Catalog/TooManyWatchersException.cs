namespace MeshLens.Grains.Catalog;

/// <summary>So many readers watch the edges that no further one is taken; it may try again when one has gone.</summary>
public sealed class TooManyWatchersException(int limit) : InvalidOperationException(
    $"{limit} readers watch the edges already; close one and try again.");
