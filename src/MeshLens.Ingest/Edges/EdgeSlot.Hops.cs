using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.Edges;

/// <content>What access logs say of it.</content>
internal sealed partial class EdgeSlot
{
    private List<PendingHop>? _hops;

    /// <summary>Adds an entry of an access log; false when there is no room for another pending window and it was shed.</summary>
    /// <param name="at">The window that took the last one, kept by the caller.</param>
    /// <param name="window">The window it belongs to.</param>
    /// <param name="reporter">Which proxy wrote it.</param>
    /// <param name="record">Read at once, not kept.</param>
    public bool Add(ref PendingHop? at, long window, AccessReporter reporter, AccessRecord record)
    {
        lock (_gate)
        {
            if (at is not { IsSealed: false } || at.Window != window)
            {
                at = FindHop(window, reporter);
            }

            at?.Add(record);
            return at is not null;
        }
    }

    /// <summary>Adds what a node's proxy summed up itself; false when there is no room for another pending window and it was shed.</summary>
    public bool Add(HopDelta sum)
    {
        lock (_gate)
        {
            var pending = FindHop(sum.Window, sum.Reporter);
            pending?.Add(sum);
            return pending is not null;
        }
    }

    private PendingHop? FindHop(long window, AccessReporter reporter)
    {
        if (_hops?.Find(known => known.Window == window && known.Reporter == reporter) is { } known)
        {
            return known;
        }

        if (!table.TryReserveWindow())
        {
            return null;
        }

        var pending = new PendingHop(window, reporter);
        (_hops ??= []).Add(pending);
        Queue();
        return pending;
    }
}
