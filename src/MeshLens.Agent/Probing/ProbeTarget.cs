using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>What is probed, and how.</summary>
/// <param name="Host">HTTP alone: the Host header.</param>
/// <param name="Path">HTTP alone.</param>
internal sealed record ProbeTarget(RawAddress Address, ProbeProtocol Protocol, string Host = "", string Path = "/");
