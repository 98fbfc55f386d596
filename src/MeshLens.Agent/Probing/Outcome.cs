using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>What became of one probe.</summary>
/// <param name="RttNs">As the kernel timed it; 0 when it did not.</param>
/// <param name="Status">HTTP alone.</param>
/// <param name="ConnectNs">HTTP alone: the handshake before the request.</param>
internal readonly record struct Outcome(ProbeOutcome Kind, long RttNs = 0, int Status = 0, long ConnectNs = 0);
