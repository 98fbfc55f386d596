using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Debug;

/// <summary>What a replica said, or why it did not.</summary>
internal sealed record DebugAnswer(Uri Replica, IReadOnlyList<Any> Resources, string Refusal);
