using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>What follows from one response.</summary>
/// <param name="Kind">How it was taken.</param>
/// <param name="Requests">To be sent, in this order.</param>
/// <param name="Changes">What came into force or went.</param>
/// <param name="Rejections">What was refused.</param>
internal sealed record Reception<TRequest>(
    ReceptionKind Kind, IReadOnlyList<TRequest> Requests, IReadOnlyList<ResourceChange> Changes, IReadOnlyList<Rejection> Rejections);
