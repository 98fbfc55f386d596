using MeshLens.Core.Probes;

namespace MeshLens.Ingest.Probes;

/// <summary>Who is probed by whom.</summary>
internal readonly record struct ProbePairKey(string Cluster, string From, string To, ProbeProtocol Protocol);
