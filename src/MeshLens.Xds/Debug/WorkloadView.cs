using MeshLens.Xds.State;

namespace MeshLens.Xds.Debug;

/// <summary>The configuration of one proxy, as its control plane says that it has it.</summary>
/// <param name="Proxy">Pod and namespace.</param>
/// <param name="Replica">Who said so; null when nobody did.</param>
/// <param name="Configuration">Its clusters, listeners and routes.</param>
/// <param name="NotSeen">What is not in it, each with the reason.</param>
public sealed record WorkloadView(string Proxy, Uri? Replica, ResourceSnapshot Configuration, IReadOnlyList<string> NotSeen);
