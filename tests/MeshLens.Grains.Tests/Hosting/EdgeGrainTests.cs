using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Grains.Tests.Hosting;

public sealed class EdgeGrainTests : IDisposable
{
    // Three seconds into a window.
    private readonly FakeTimeProvider _time = new(Summaries.Now.AddSeconds(3));
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-").FullName;

    private static EdgeKey Frontend => EdgeCluster.Edge("frontend");

    [Fact]
    public async Task Diagnose_WindowClosed_AnswersForIt()
    {
        await using var cluster = await Create();
        var window = cluster.Window;
        await cluster.Feed(Frontend, 5);
        Assert.Contains("No window has closed yet", (await cluster.Grain(Frontend).Diagnose())!.Verdict.Summary, StringComparison.Ordinal);

        await cluster.PassWindow();

        var diagnosis = (await cluster.Grain(Frontend).Diagnose())!;
        Assert.Equal(Frontend.ToString(), diagnosis.Edge.Id);
        Assert.Equal(WindowGrid.StartOf(window), diagnosis.Window.Start);
        Assert.Equal(50UL, diagnosis.Window.Requests);
        Assert.Equal(5.2, diagnosis.Latency.ObservedMs!.Value.Mean, 0.01);
        Assert.Equal(window, Assert.Single((await cluster.Grain(Frontend).History())!.Windows).Window);
    }

    [Fact]
    public async Task Ingest_FirstRowsOfAnEdgeWereHeldBack_TheirWindowIsClosedToo()
    {
        await using var cluster = await Create();
        var window = cluster.Window;
        await cluster.Feed(Frontend, 5, windowsAgo: 3);
        await cluster.Feed(Frontend, 5);

        await cluster.PassWindow();

        Assert.Equal([window - 3, window], (await cluster.Grain(Frontend).History())!.Windows.Select(seen => seen.Window));
    }

    [Fact]
    public async Task Snapshot_EdgeIsWell_WaitsForTheNextWindowThenFindsEach()
    {
        await using var cluster = await Create();
        await FeedMany(cluster, 5, windows: 2);
        await cluster.Feed(Frontend, 5);
        var window = cluster.Window;
        var asked = cluster.Grain(Frontend).Snapshot();

        // The question is on its way while windows pass.
        while (!asked.IsCompleted)
        {
            await FeedMany(cluster, 5, windows: 1);
        }

        Assert.InRange((await asked)!.Window, window, cluster.Window - 1);
        Assert.Equal(cluster.Window - 1, (await cluster.Grain(Frontend).Snapshot())!.Window);
    }

    [Fact]
    public async Task Diagnose_EdgeNobodySaw_IsNullAndLeavesNothing()
    {
        await using var cluster = await Create();

        Assert.Null(await cluster.Grain(Frontend).Diagnose());
        Assert.Null(await cluster.Grain(Frontend).History());
        Assert.Null(await cluster.Grain(Frontend).Snapshot());
        Assert.Equal(0, cluster.Silo<EdgeRegistry>().Count);
    }

    [Fact]
    public async Task Sweep_TrafficStops_EdgeFallsSilentAndIsLeftAlone()
    {
        await using var cluster = await Create();
        await cluster.Feed(Frontend, 5);
        for (var window = 0; window <= EdgeState.SilentAfter + 1; window++)
        {
            await cluster.PassWindow();
        }

        var verdict = (await cluster.Grain(Frontend).Diagnose())!.Verdict;
        Assert.Equal(VerdictClass.Undetermined, verdict.Class);
        Assert.Contains("No traffic since", verdict.Summary, StringComparison.Ordinal);
        Assert.False(cluster.Silo<EdgeRegistry>().All.Single().IsDue(long.MaxValue - 1));
        Assert.Equal(verdict.Summary, (await cluster.Catalog.Find(Frontend.ToString(), TestContext.Current.CancellationToken))!.Summary);
    }

    [Fact]
    public async Task Registry_EdgesShareAnEnd_KnowEachOther()
    {
        await using var cluster = await Create();
        var sameSource = EdgeCluster.Edge("frontend", "users");
        var sameDestination = EdgeCluster.Edge("batch");
        var stranger = EdgeCluster.Edge("batch", "users");
        for (var window = 0; window < 2; window++)
        {
            await Task.WhenAll(new[] { Frontend, sameSource, sameDestination, stranger }.Select(edge => cluster.Feed(edge, 5)));
            await cluster.PassWindow();
        }

        var siblings = cluster.Silo<EdgeRegistry>().SiblingsOf(
            cluster.Silo<EdgeRegistry>().All.Single(slot => slot.Key == Frontend), cluster.Window - 1);

        Assert.Equal(
            [(sameSource, SiblingRelation.SameSource), (sameDestination, SiblingRelation.SameDestination)],
            siblings.Select(sibling => (sibling.Edge, sibling.Relation)).OrderBy(sibling => sibling.Relation));
    }

    [Fact]
    public async Task Restart_AfterKill_HasBaselinesAndIncidentsAndSaysSo()
    {
        var copy = Path.Combine(_directory, "copy");
        await using (var first = await Create(options => options.DataDirectory = Path.Combine(_directory, "first")))
        {
            await FeedMany(first, 5, windows: 20);
            await FeedMany(first, 400, windows: 5);
            await first.Save();

            // What a kill at this moment would leave behind.
            Directory.CreateDirectory(copy);
            foreach (var file in Directory.GetFiles(Path.Combine(_directory, "first"), "*.state"))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
        }

        var before = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(20));
        await using var after = await Create(options => options.DataDirectory = copy);
        await FeedMany(after, 400, windows: 2);

        var diagnosis = (await after.Grain(Frontend).Diagnose())!;
        Assert.Contains(diagnosis.Notes, note => note.Contains("MeshLens restarted at", StringComparison.Ordinal));
        Assert.Equal(5.2, diagnosis.Latency.BaselineMs!.Value.Mean, 0.1);
        var turn = (await after.Grain(Frontend).Snapshot())!.Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value;
        Assert.InRange(turn.Baseline!.Windows, 15, 20);
        var history = (await after.Grain(Frontend).History())!;
        Assert.InRange(history.Windows.Count, 3, 14);
        Assert.Equal(IncidentEnd.Open, Assert.Single(history.Incidents).End);
        Assert.True(history.Incidents[0].Since < before);
    }

    [Fact]
    public async Task Ingest_MoreEdgesThanAllowed_RefusesTheRest()
    {
        await using var cluster = await Create(options => options.MaxEdges = 1);
        await cluster.Feed(Frontend, 5);
        await cluster.Feed(EdgeCluster.Edge("batch"), 5);

        Assert.NotNull(await cluster.Grain(Frontend).Diagnose());
        Assert.Null(await cluster.Grain(EdgeCluster.Edge("batch")).Diagnose());
        Assert.Equal(1, cluster.Silo<EdgeRegistry>().Count);
    }

    [Fact]
    public async Task Watch_EdgeChanges_IsTold()
    {
        await using var cluster = await Create();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var changes = cluster.Catalog.Watch(new EdgeQuery { Text = "front" }, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = changes.MoveNextAsync().AsTask();
        await cluster.Feed(EdgeCluster.Edge("batch"), 5);
        await cluster.Feed(Frontend, 5);

        // The subscription is on its way while the first windows pass.
        while (!next.IsCompleted)
        {
            await cluster.Feed(Frontend, 5);
            await cluster.PassWindow();
        }

        Assert.True(await next);
        Assert.Equal(Frontend.ToString(), Assert.Single(changes.Current.Changes).Edge.Id);
        await stop.CancelAsync();
        Assert.False(await changes.MoveNextAsync());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<EdgeCluster> Create(Action<GrainsOptions>? configure = null) => EdgeCluster.Start(_time, configure);

    private static async Task FeedMany(EdgeCluster cluster, double milliseconds, int windows)
    {
        for (var window = 0; window < windows; window++)
        {
            await cluster.Feed(Frontend, milliseconds);
            await cluster.PassWindow();
        }
    }
}
