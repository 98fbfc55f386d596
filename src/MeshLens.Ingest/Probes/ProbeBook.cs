using MeshLens.Core.Probes;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Ingest.Probes;

/// <summary>Every pair of nodes that is probed. Bounded; what nobody probes any more is forgotten.</summary>
internal sealed class ProbeBook : IPathProbes
{
    private const int MostPairs = 131_072;

    // Of an edge between many nodes: enough to tell one bad way from all.
    private const int MostOfAnEdge = 64;

    /// <summary>Nothing is said of a pair that was not heard of for so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly WindowClock _clock;
    private readonly ProbeInstruments _instruments;
    private readonly Lock _gate = new();
    private readonly Dictionary<ProbePairKey, ProbePair> _pairs = [];
    private DateTimeOffset _tidiedAt;

    public ProbeBook(WindowClock clock, ProbeInstruments instruments)
    {
        (_clock, _instruments) = (clock, instruments);
        instruments.ObservePairs(() => _pairs.Count);
    }

    public void Add(ProbePairKey key, ProbeSlice slice)
    {
        lock (_gate)
        {
            Tidy();
            if (!_pairs.TryGetValue(key, out var pair))
            {
                if (_pairs.Count >= MostPairs)
                {
                    _instruments.CountShed();
                    return;
                }

                _pairs[key] = pair = new();
            }

            pair.Add(slice);
        }
    }

    /// <summary>What each pair is like now, as <paramref name="read"/> tells it.</summary>
    public List<T> Read<T>(Func<ProbePairKey, ProbePair, DateTimeOffset, T> read)
    {
        lock (_gate)
        {
            Tidy();
            var now = _clock.Now;
            return [.. _pairs.Select(each => read(each.Key, each.Value, now))];
        }
    }

    /// <inheritdoc/>
    public PathProbes? Between(string cluster, IReadOnlyCollection<string> from, IReadOnlyCollection<string> to)
    {
        List<PathProbePair>? pairs = null;
        lock (_gate)
        {
            var now = _clock.Now;
            foreach (var (one, other) in from.SelectMany(one => to.Select(other => (one, other))).Where(static both => both.one != both.other).Take(MostOfAnEdge))
            {
                foreach (var protocol in (ReadOnlySpan<ProbeProtocol>)[ProbeProtocol.Tcp, ProbeProtocol.Icmp])
                {
                    Collect(ref pairs, new(cluster, one, other, protocol), now);
                    Collect(ref pairs, new(cluster, other, one, protocol), now);
                }
            }
        }

        return pairs is null ? null : new() { Pairs = pairs };
    }

    private void Collect(ref List<PathProbePair>? pairs, ProbePairKey key, DateTimeOffset now)
    {
        if (_pairs.TryGetValue(key, out var pair) && pair.StateAt(now, Patience) is var state && state is not (ProbePairState.Unknown or ProbePairState.Learning))
        {
            (pairs ??= []).Add(new(key.From, key.To, state, pair.Window.MedianNs, pair.Baseline.MedianNs, pair.Window.Ended, pair.Window.Lost + pair.Window.Failed));
        }
    }

    private void Tidy()
    {
        var now = _clock.Now;
        if (now - _tidiedAt < Patience)
        {
            return;
        }

        _tidiedAt = now;
        foreach (var (key, _) in _pairs.Where(each => now - each.Value.LastHeard > Kept).ToList())
        {
            _pairs.Remove(key);
        }
    }
}
