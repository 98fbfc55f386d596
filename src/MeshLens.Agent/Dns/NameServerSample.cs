namespace MeshLens.Agent.Dns;

/// <summary>What one process met at one name server in one interval.</summary>
internal readonly record struct NameServerSample(NameServerKey Key, NameServerCounts Counts);
