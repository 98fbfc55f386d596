using System.Net;

namespace MeshLens.Agent.Probing;

/// <summary>A node that may be probed.</summary>
/// <param name="Port">Its responder's; 0 when it has none.</param>
internal sealed record ProbeNode(string Name, IPAddress Address, int Port);
