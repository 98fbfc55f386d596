using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.View;

/// <summary>The destination's listeners, all replicas together. A full one looks like lost SYNs from everywhere else.</summary>
/// <remarks>
/// A listener is looked at every few seconds and a SYN is sent again after a second at the earliest, so that what a queue
/// dropped and what came of it often lie on two sides of a window's edge: the looks beside the window count as well. The kernel
/// counts two more things as drops of the listener: what comes late for a connection that was reset, and a SYN that is sent again
/// because the answer to the first one was lost. Where the queue was empty at every look, and connections are reset, or those that come
/// in wait no longer than ever to be accepted, such drops say nothing.
/// </remarks>
internal sealed class AcceptQueue
{
    private const ulong MinDrops = 3;
    private const ulong MostPerReset = 4;

    private readonly List<ListenerState> _looks;
    private readonly ulong _resets;
    private readonly bool _isPrompt;

    /// <param name="snapshot">The looks at the listeners.</param>
    /// <param name="resets">Connections that the destination was told are over.</param>
    /// <param name="isPrompt">Connections are accepted at once: a queue that was full is not left so.</param>
    public AcceptQueue(EdgeSnapshot snapshot, ulong resets, bool isPrompt)
    {
        (_resets, _isPrompt) = (resets, isPrompt);
        _looks = [.. snapshot.Listeners, .. snapshot.ListenersNearby];
        Drops = _looks.Aggregate(0UL, (sum, listener) => sum + listener.Drops);
        Backlog = _looks.Select(listener => listener.Backlog).DefaultIfEmpty(0U).Max();
        Limit = _looks.Select(listener => listener.BacklogLimit).DefaultIfEmpty(0U).Max();
    }

    /// <summary>Some agent looks at the listeners: an absent drop is an absent drop.</summary>
    public bool IsSeen => _looks.Count > 0;

    public ulong Drops { get; }

    public uint Backlog { get; }

    public uint Limit { get; }

    public bool Overflows => !IsOfOthers && (Drops >= MinDrops || (Drops > 0 && _looks.Exists(l => l.Backlog >= l.BacklogLimit)));

    /// <summary>Seen, and it dropped nothing, or was empty and is accepted from at once: what SYNs met was not this queue.</summary>
    public bool IsCleared => IsSeen && (Drops == 0 || (Backlog == 0 && _isPrompt));

    private bool IsOfOthers => Backlog == 0 && (_isPrompt || Drops <= MostPerReset * _resets);
}
