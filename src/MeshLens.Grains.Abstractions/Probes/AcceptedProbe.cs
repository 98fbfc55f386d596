namespace MeshLens.Grains.Probes;

/// <summary>A question as it will be asked.</summary>
/// <param name="Target">As it was asked.</param>
/// <param name="Address">What it was found to be.</param>
/// <param name="Port">0 for ICMP.</param>
/// <param name="Protocol">tcp, icmp or http.</param>
/// <param name="Count">Probes from each node.</param>
/// <param name="IntervalMs">Between two of them.</param>
/// <param name="TimeoutMs">After which one is lost.</param>
/// <param name="From">The nodes that probe.</param>
/// <param name="Host">HTTP alone.</param>
/// <param name="Path">HTTP alone.</param>
/// <param name="Cluster">Of the nodes that probe.</param>
public sealed record AcceptedProbe(
    string Target, string Address, int Port, string Protocol, int Count, int IntervalMs, int TimeoutMs, IReadOnlyList<string> From, string Host, string Path, string Cluster);
