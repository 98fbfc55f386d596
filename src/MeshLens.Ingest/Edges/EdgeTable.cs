using System.Collections.Concurrent;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Configuration;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Edges;

/// <summary>Every edge that ingest knows, how many windows they hold back together, and which have something to hand over.</summary>
internal sealed class EdgeTable
{
    private readonly ConcurrentDictionary<EdgeKey, EdgeSlot> _edges = new();
    private readonly ConcurrentQueue<EdgeSlot> _gathered = new();
    private readonly TimeProvider _time;
    private readonly IngestInstruments _instruments;
    private readonly int _maximumEdges;
    private readonly int _maximumWindows;
    private readonly TimeSpan _idle;
    private int _windows;

    public EdgeTable(IOptions<IngestOptions> options, TimeProvider time, IngestInstruments instruments)
    {
        (_time, _instruments) = (time, instruments);
        (_maximumEdges, _maximumWindows) = (options.Value.MaximumEdges, options.Value.MaximumPendingWindows);
        _idle = options.Value.EdgeIdle;
        instruments.Watch(() => Count, () => PendingWindows);
    }

    public int Count => _edges.Count;

    public IEnumerable<EdgeSlot> All => _edges.Select(static pair => pair.Value);

    public int PendingWindows => Volatile.Read(ref _windows);

    /// <summary>The edge, which one more flow points to from now on; null when there is no room for another edge.</summary>
    public EdgeSlot? Join(EdgeKey key, Party source, Party destination)
    {
        if (!_edges.TryGetValue(key, out var edge))
        {
            if (_edges.Count >= _maximumEdges)
            {
                return null;
            }

            edge = _edges.GetOrAdd(key, static (key, parts) => new(key, parts.source, parts.destination, parts.table), (source, destination, table: this));
        }

        edge.Join();
        return edge;
    }

    public void Leave(EdgeSlot edge) => edge.Leave(_time.GetTimestamp());

    /// <summary>Forgets edges that no flow points to any more. A flow that joins meanwhile keeps the edge it got.</summary>
    public void Sweep()
    {
        foreach (var (key, edge) in _edges)
        {
            if (edge.Users == 0 && _time.GetElapsedTime(edge.IdleSince) >= _idle)
            {
                _edges.TryRemove(key, out _);
            }
        }
    }

    public bool TryReserveWindow()
    {
        if (Interlocked.Increment(ref _windows) <= _maximumWindows)
        {
            return true;
        }

        Interlocked.Decrement(ref _windows);
        return false;
    }

    /// <summary>Something rarer than a row found no room.</summary>
    public void Omit() => _instruments.Omitted(Omission.PendingLimit, 1);

    public void ReleaseWindows(int count) => Interlocked.Add(ref _windows, -count);

    public void Enqueue(EdgeSlot edge) => _gathered.Enqueue(edge);

    /// <summary>Moves out the edges that gathered something.</summary>
    public bool TryDequeue(out EdgeSlot edge) => _gathered.TryDequeue(out edge!);

    public int Gathered => _gathered.Count;
}
