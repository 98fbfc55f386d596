using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>The destination's listeners, all replicas together. A full one looks like lost SYNs from everywhere else.</summary>
internal sealed class AcceptQueue(EdgeSnapshot snapshot)
{
    private const ulong MinDrops = 3;

    /// <summary>Some agent looks at the listeners: an absent drop is an absent drop.</summary>
    public bool IsSeen { get; } = snapshot.Listeners.Count > 0;

    public ulong Drops { get; } = snapshot.Listeners.Aggregate(0UL, (sum, listener) => sum + listener.Drops);

    public uint Backlog { get; } = snapshot.Listeners.Count == 0 ? 0 : snapshot.Listeners.Max(l => l.Backlog);

    public uint Limit { get; } = snapshot.Listeners.Count == 0 ? 0 : snapshot.Listeners.Max(l => l.BacklogLimit);

    public bool Overflows => Drops >= MinDrops || (Drops > 0 && snapshot.Listeners.Exists(l => l.Backlog >= l.BacklogLimit));

    /// <summary>Seen, and it dropped nothing: what SYNs met was not this queue.</summary>
    public bool IsCleared => IsSeen && Drops == 0;
}
