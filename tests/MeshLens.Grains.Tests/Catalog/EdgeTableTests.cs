using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Grains.Tests.Catalog;

public sealed class EdgeTableTests
{
    [Fact]
    public void List_Worst_PutsFailuresThenExcessThenDoubtThenHealth()
    {
        var table = Create(
            Summaries.Of("healthy", VerdictClass.Healthy, excessMs: 3),
            Summaries.Of("unsure", VerdictClass.Undetermined, excessMs: 900),
            Summaries.Of("slow", VerdictClass.Application, excessMs: 50),
            Summaries.Of("slower", VerdictClass.Network, excessMs: 500),
            Summaries.Of("failing", VerdictClass.Network, symptom: Symptom.Failures));

        Assert.Equal(["failing", "slower", "slow", "unsure", "healthy"], Names(table.List(new())));
    }

    [Fact]
    public void List_Excess_IgnoresTheClass()
    {
        var table = Create(
            Summaries.Of("a", VerdictClass.Healthy, excessMs: 3),
            Summaries.Of("b", VerdictClass.Undetermined, excessMs: 900),
            Summaries.Of("c", VerdictClass.Network, excessMs: 50));

        Assert.Equal(["b", "c", "a"], Names(table.List(new() { Order = EdgeOrder.Excess })));
    }

    [Theory]
    [InlineData(EdgeOrder.Worst)]
    [InlineData(EdgeOrder.Excess)]
    [InlineData(EdgeOrder.Requests)]
    [InlineData(EdgeOrder.Name)]
    public void List_PageByPage_ShowsEveryEdgeOnce(EdgeOrder order)
    {
        var table = Create([.. Enumerable.Range(0, 97).Select(edge => Summaries.Of($"edge-{edge}", excessMs: edge % 5))]);

        List<string> seen = [];
        for (var offset = 0; offset < 97; offset += 10)
        {
            seen.AddRange(Names(table.List(new() { Order = order, Offset = offset, Limit = 10 })));
        }

        Assert.Equal(97, seen.Count);
        Assert.Equal(97, seen.Distinct().Count());
        Assert.Equal(Names(table.List(new() { Order = order, Limit = 97 })), seen);
        Assert.Empty(table.List(new() { Order = order, Offset = 97 }).Edges);
    }

    [Fact]
    public void List_Filters_CountWhatPassesBesidesTheClass()
    {
        var table = Create(
            Summaries.Of("one", VerdictClass.Network),
            Summaries.Of("two", VerdictClass.Healthy),
            Summaries.Of("three", VerdictClass.Network, ns: "bank"));

        var page = table.List(new() { Namespace = "shop", Class = VerdictClass.Network, Text = "ON" });

        Assert.Equal(["one"], Names(page));
        Assert.Equal(1, page.Total);
        Assert.Equal(1, page.ByClass[VerdictClass.Network]);
        Assert.False(page.ByClass.ContainsKey(VerdictClass.Healthy));
    }

    [Theory]
    [InlineData(-5, -5, 1)]
    [InlineData(int.MaxValue, int.MaxValue, 0)]
    [InlineData(0, int.MaxValue, 3)]
    public void List_OddPaging_IsTamed(int offset, int limit, int expected)
    {
        var table = Create(Summaries.Of("a"), Summaries.Of("b"), Summaries.Of("c"));

        Assert.Equal(expected, table.List(new() { Offset = offset, Limit = limit }).Edges.Count);
    }

    [Fact]
    public void Put_TableFull_TakesNoFurtherEdgeButUpdatesOldOnes()
    {
        var table = new EdgeTable(capacity: 1);

        Assert.NotNull(table.Put(Summaries.Of("a")));
        Assert.Null(table.Put(Summaries.Of("b")));
        Assert.NotNull(table.Put(Summaries.Of("a", excessMs: 5)));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Put_SameCause_IsNoChangeOfVerdict()
    {
        var table = Create(Summaries.Of("a", VerdictClass.Network, excessMs: 1));

        Assert.False(table.Put(Summaries.Of("a", VerdictClass.Network, excessMs: 2))!.VerdictChanged);
        Assert.True(table.Put(Summaries.Of("a", VerdictClass.Healthy))!.VerdictChanged);
    }

    private static EdgeTable Create(params EdgeSummary[] edges)
    {
        var table = new EdgeTable(capacity: 1000);
        Array.ForEach(edges, edge => table.Put(edge));
        return table;
    }

    private static IEnumerable<string> Names(EdgePage page) => page.Edges.Select(edge => edge.Source.Name);
}
