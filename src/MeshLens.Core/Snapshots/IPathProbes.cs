namespace MeshLens.Core.Snapshots;

/// <summary>Knows what probes between nodes see. Asked when a window closes, so answers are cheap and never wait.</summary>
public interface IPathProbes
{
    /// <summary>The pairs between two groups of nodes, in both directions; null when nobody probes any of them.</summary>
    PathProbes? Between(string cluster, IReadOnlyCollection<string> from, IReadOnlyCollection<string> to);
}
