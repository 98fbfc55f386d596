using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.Edges;

/// <content>What proxies' metrics say of it.</content>
internal sealed partial class EdgeSlot
{
    private List<MetricDelta>? _metrics;

    /// <summary>Adds what a proxy's metrics gained; false when there is no room for another pending window and it was shed.</summary>
    public bool Add(MetricDelta gained)
    {
        lock (_gate)
        {
            if (!Knows(gained) && !table.TryReserveWindow())
            {
                return false;
            }

            MetricSums.Add(_metrics ??= [], gained);
            Queue();
            return true;
        }
    }

    private bool Knows(MetricDelta gained) => _metrics?.Exists(sum => sum.Window == gained.Window && sum.Reporter == gained.Reporter) == true;
}
