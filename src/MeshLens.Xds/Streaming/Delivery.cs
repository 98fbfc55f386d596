using MeshLens.Xds.Protocol;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Streaming;

/// <summary>What a response brought, without the messages of its protocol.</summary>
internal readonly record struct Delivery(
    ReceptionKind Kind, string ControlPlane, IReadOnlyList<ResourceChange> Changes, IReadOnlyList<Rejection> Rejections);
