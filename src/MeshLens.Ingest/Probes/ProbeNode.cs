using System.Net;
using MeshLens.Ingest.Agents;

namespace MeshLens.Ingest.Probes;

/// <summary>A node that can be probed, probes others, or both.</summary>
/// <param name="Address">Where others reach it; null when nobody knows.</param>
/// <param name="Port">Its responder's; 0 when it has none.</param>
/// <param name="Agent">Null when no agent of it takes part.</param>
internal sealed record ProbeNode(string Cluster, string Name, string Zone, IPAddress? Address, int Port, AgentStream? Agent);
