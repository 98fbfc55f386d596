using MeshLens.Xds.Model;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Dumps;

/// <summary>What a dump holds.</summary>
/// <param name="Snapshot">The configuration in it; empty when there is none.</param>
/// <param name="Refused">Resources in it that could not be read.</param>
/// <param name="Problem">Why it holds no configuration, in one sentence; null when it does.</param>
public sealed record DumpReading(ResourceSnapshot Snapshot, IReadOnlyList<RefusedResource> Refused, string? Problem)
{
    /// <summary>Whose it is.</summary>
    public DumpedProxy Proxy { get; init; } = DumpedProxy.Unknown;
}
