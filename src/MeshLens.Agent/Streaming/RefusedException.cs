namespace MeshLens.Agent.Streaming;

/// <summary>The server does not want this agent; the message is its sentence.</summary>
internal sealed class RefusedException(string reason) : Exception(reason);
