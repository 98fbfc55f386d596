using MeshLens.Core.Totals;
using MeshLens.Grains.Edges;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Edges;

/// <summary>
/// Which edges are shown, and which of them with classic buckets: those with most requests. A series that comes and goes is worth little,
/// so an edge that is in stays in until another one has twice its requests.
/// </summary>
internal sealed class EdgeSelection(IEdgeTotals edges, IOptions<ExpositionOptions> options, TimeProvider time)
{
    private const double Loyalty = 2;
    private static readonly TimeSpan CompareEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<EdgeTotals, EdgeSeries> _known = new(ReferenceEqualityComparer.Instance);
    private long? _compared;
    private long _left;
    private long _withoutBuckets;

    /// <summary>Edges that are not shown, as of the last question.</summary>
    public long LeftOut => Volatile.Read(ref _left);

    /// <summary>Edges that are shown and have no classic buckets, as of the last question.</summary>
    public long WithoutBuckets => Volatile.Read(ref _withoutBuckets);

    /// <summary>The edges to show. The list is the caller's.</summary>
    public List<EdgeSeries> Take()
    {
        lock (_gate)
        {
            Meet(edges.All());
            if (_known.Count > Smallest && (_compared is not { } before || time.GetElapsedTime(before) >= CompareEvery))
            {
                _compared = time.GetTimestamp();
                Compare();
            }

            List<EdgeSeries> shown = [.. _known.Values.Where(static edge => edge.Shown)];
            Volatile.Write(ref _left, _known.Count - shown.Count);
            Volatile.Write(ref _withoutBuckets, shown.Count(static edge => !edge.WithBuckets));
            return shown;
        }
    }

    private int Smallest => Math.Min(options.Value.MaxEdges, options.Value.MaxEdgesWithBuckets);

    private void Meet(IReadOnlyList<EdgeTotals> present)
    {
        foreach (var edge in present)
        {
            if (!_known.ContainsKey(edge))
            {
                _known.Add(edge, new(edge));
            }
        }

        if (_known.Count > present.Count)
        {
            var here = present.ToHashSet<EdgeTotals>(ReferenceEqualityComparer.Instance);
            foreach (var gone in _known.Keys.Where(edge => !here.Contains(edge)).ToList())
            {
                _known.Remove(gone);
            }
        }

        // Newcomers are let in as long as there is room; who makes room is decided once a minute.
        var (shown, withBuckets) = (_known.Values.Count(static edge => edge.Shown), _known.Values.Count(static edge => edge.WithBuckets));
        foreach (var edge in _known.Values)
        {
            if (!edge.Shown && shown < options.Value.MaxEdges)
            {
                edge.Shown = true;
                shown++;
            }

            if (edge.Shown && !edge.WithBuckets && withBuckets < options.Value.MaxEdgesWithBuckets)
            {
                edge.WithBuckets = true;
                withBuckets++;
            }
        }
    }

    private void Compare()
    {
        Rank(options.Value.MaxEdges, static edge => edge.Shown, static (edge, shown) => edge.Shown = shown);
        Rank(options.Value.MaxEdgesWithBuckets, static edge => edge.WithBuckets, static (edge, shown) => edge.WithBuckets = shown && edge.Shown);
        foreach (var edge in _known.Values)
        {
            edge.RequestsBefore = edge.Totals.Requests;
        }
    }

    private void Rank(int places, Func<EdgeSeries, bool> isIn, Action<EdgeSeries, bool> let)
    {
        var ranked = _known.Values
            .OrderByDescending(edge => (edge.Totals.Requests - edge.RequestsBefore) * (isIn(edge) ? Loyalty : 1))
            .ThenByDescending(isIn)
            .ThenByDescending(static edge => edge.Totals.Requests)
            .ToList();
        for (var place = 0; place < ranked.Count; place++)
        {
            let(ranked[place], place < places);
        }
    }
}
