namespace MeshLens.Grains.Probes;

/// <summary>A node of the probe mesh.</summary>
/// <param name="Cluster">Its cluster.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zone">Its zone; empty when nobody says.</param>
/// <param name="Address">Where others probe it; empty when nobody knows.</param>
/// <param name="Port">Its responder's; 0 when it is probed by ICMP.</param>
/// <param name="Probes">Its agent probes others.</param>
/// <param name="Skipped">Probes that its agent did not send because it did not get to run or could not, since its stream was opened.</param>
public sealed record ProbeNodeView(string Cluster, string Name, string Zone, string Address, int Port, bool Probes, long Skipped);
