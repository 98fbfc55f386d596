using MeshLens.Core.Totals;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Tests.Rig;
using MeshLens.Grains.Edges;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Exposition.Tests.Edges;

public sealed class EdgeSelectionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EdgeList _edges = new();

    [Fact]
    public void Take_MoreThanTheBound_ShowsThoseWithMostRequestsAndCountsTheOthers()
    {
        var selection = Create(edges: 2, buckets: 1);
        var (quiet, busy, busier) = (Add("quiet", 1), Add("busy", 50), Add("busier", 500));
        _ = selection.Take();

        _time.Advance(TimeSpan.FromMinutes(1));
        Close(quiet, 1);
        Close(busy, 50);
        Close(busier, 500);
        var shown = selection.Take();

        Assert.Equal(["busier", "busy"], shown.Select(static edge => edge.Totals.Key.SourceName).Order());
        Assert.Equal("busier", Assert.Single(shown, static edge => edge.WithBuckets).Totals.Key.SourceName);
        Assert.Equal(1, selection.LeftOut);
    }

    [Fact]
    public void Take_AnotherThatIsALittleBusier_TakesNobodysPlace()
    {
        var selection = Create(edges: 1, buckets: 1);
        var (first, second) = (Add("first", 100), Add("second", 100));
        Assert.Equal("first", Assert.Single(selection.Take()).Totals.Key.SourceName);

        _time.Advance(TimeSpan.FromMinutes(1));
        Close(first, 100);
        Close(second, 150);
        Assert.Equal("first", Assert.Single(selection.Take()).Totals.Key.SourceName);

        _time.Advance(TimeSpan.FromMinutes(1));
        Close(first, 100);
        Close(second, 1000);
        Assert.Equal("second", Assert.Single(selection.Take()).Totals.Key.SourceName);
    }

    [Fact]
    public void Take_AnEdgeThatIsGone_MakesRoomAtOnce()
    {
        var selection = Create(edges: 1, buckets: 1);
        var first = Add("first", 100);
        Add("second", 1);
        Assert.Equal("first", Assert.Single(selection.Take()).Totals.Key.SourceName);

        _edges.Present.Remove(first);

        Assert.Equal("second", Assert.Single(selection.Take()).Totals.Key.SourceName);
        Assert.Equal(0, selection.LeftOut);
    }

    private EdgeSelection Create(int edges, int buckets) =>
        new(_edges, Options.Create(new ExpositionOptions { MaxEdges = edges, MaxEdgesWithBuckets = buckets }), _time);

    private EdgeTotals Add(string name, ulong requests)
    {
        var edge = Written.Edge(name);
        _edges.Present.Add(edge);
        Close(edge, requests);
        return edge;
    }

    private static void Close(EdgeTotals edge, ulong requests) => edge.Close(new() { Requests = requests });

    private sealed class EdgeList : IEdgeTotals
    {
        public List<EdgeTotals> Present { get; } = [];

        public IReadOnlyList<EdgeTotals> All() => [.. Present];
    }
}
