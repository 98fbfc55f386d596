using MeshLens.Core.Edges;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Grains.Tests.Hosting;

public sealed class EdgeSavingTests
{
    private readonly FakeTimeProvider _time = new(Summaries.Now.AddSeconds(3));
    private readonly FailingStore _store = new();

    private static EdgeKey Frontend => EdgeCluster.Edge("frontend");

    [Fact]
    public async Task Save_StoreFails_IsTriedAgainWithTheNextWindow()
    {
        await using var cluster = await Create();
        await Feed(cluster, windows: 8);
        var failed = _store.Puts;

        await Feed(cluster, windows: 2);

        Assert.Equal(failed + 2, _store.Puts);
    }

    [Fact]
    public async Task Save_StoreWorksAgain_WaitsForItsTurnAsBefore()
    {
        await using var cluster = await Create();
        await Feed(cluster, windows: 8);
        _store.Fails = false;
        await Feed(cluster, windows: 1);
        var saved = _store.Puts;

        await Feed(cluster, windows: 4);

        Assert.Equal(saved + 2, _store.Puts);
    }

    private Task<EdgeCluster> Create() =>
        EdgeCluster.Start(_time, options => options.SaveEvery = TimeSpan.FromSeconds(20), _store);

    private static async Task Feed(EdgeCluster cluster, int windows)
    {
        for (var window = 0; window < windows; window++)
        {
            await cluster.Feed(Frontend, 5);
            await cluster.PassWindow();
        }
    }
}
