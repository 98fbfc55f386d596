using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification;

/// <summary>A snapshot as the rules read it.</summary>
internal sealed record EdgeView(EdgeSnapshot Snapshot);
