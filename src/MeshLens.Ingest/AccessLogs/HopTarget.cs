using MeshLens.Core.Telemetry;
using MeshLens.Ingest.Edges;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Where the entries of one kind of proxy on one edge go, with the window that took the last one at hand.</summary>
internal sealed class HopTarget(EdgeSlot edge, AccessReporter reporter)
{
    private PendingHop? _pending;

    public EdgeSlot Edge => edge;

    /// <summary>Adds an entry; false when there is no room for another pending window.</summary>
    public bool Add(long window, AccessRecord record) => edge.Add(ref _pending, window, reporter, record);
}
