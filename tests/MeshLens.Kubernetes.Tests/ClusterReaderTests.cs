using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Tests.FakeApi;
using MeshLens.Kubernetes.Watching;
using Microsoft.Extensions.Time.Testing;
using static MeshLens.Kubernetes.Tests.FakeApi.FakeObjects;

namespace MeshLens.Kubernetes.Tests;

/// <summary>From an API server that behaves, or does not, to what an address is.</summary>
public sealed class ClusterReaderTests
{
    [Fact]
    public async Task Read_ACluster_KnowsServicesPodsAndNodes()
    {
        await using var cluster = await Create();

        Assert.Equal("pay Service 80", cluster.Describe("10.96.0.1", 80));
        Assert.Equal("pay Workload 80", cluster.Describe("10.0.0.1", 8080));
        Assert.Equal("n1 Node 22", cluster.Describe("172.16.0.1", 22));
        Assert.Equal("pay NodePort 80", cluster.Describe("172.16.0.1", 30080));
        Assert.Equal("pay PodUid 0", cluster.Describe("127.0.0.1", pod: UidOf("pay-7d9f-abcde")));
    }

    [Fact]
    public async Task Read_ACluster_AsksForNothingButLists()
    {
        await using var cluster = await Create();

        Assert.Equal(
            ["list /api/v1/namespaces", "list /api/v1/nodes", "list /api/v1/pods", "list /api/v1/services", "list /apis/discovery.k8s.io/v1/endpointslices"],
            cluster.Cluster.Requests.Where(static request => !request.StartsWith("watch", StringComparison.Ordinal)).Distinct().Order());
        Assert.All(cluster.Cluster.Requests, request => Assert.Matches("^(list|watch) ", request));
    }

    [Fact]
    public async Task Watch_APodComesAndGoes_ShowsIt()
    {
        await using var cluster = await Create();

        cluster.Cluster.Put(Pods, Replica("cart", "10.0.0.2"));
        await cluster.UntilAsync(() => cluster.Describe("10.0.0.2") == "cart Workload 0");
        cluster.Cluster.Remove(Pods, "shop", "cart-7d9f-abcde");

        await cluster.UntilAsync(() => cluster.Describe("10.0.0.2") == "cart Workload 0 past");
    }

    [Fact]
    public async Task Watch_APodEnds_GivesItsAddressBackBeforeItIsDeleted()
    {
        await using var cluster = await Create();

        cluster.Cluster.Put(Pods, Pod("job", "10.0.0.3"));
        await cluster.UntilAsync(() => cluster.Describe("10.0.0.3") == "job Workload 0");
        cluster.Cluster.Put(Pods, Pod("job", "10.0.0.3", phase: "Succeeded"));
        cluster.Cluster.Put(Pods, Pod("next", "10.0.0.3"));

        await cluster.UntilAsync(() => cluster.Describe("10.0.0.3") == "next Workload 0");
    }

    [Fact]
    public async Task Watch_ABookmarkThenACut_GoesOnFromTheBookmark()
    {
        await using var cluster = await Create();
        foreach (var path in new[] { Pods, Services, Slices, Nodes })
        {
            cluster.Cluster.Bookmark(path);
        }

        cluster.Cluster.Put(Pods, Pod("seen", "10.0.0.4"));
        await cluster.UntilAsync(() => cluster.Describe("10.0.0.4") == "seen Workload 0");
        cluster.Cluster.CutWatches();
        cluster.Cluster.Put(Pods, Pod("later", "10.0.0.5"));

        await cluster.UntilAsync(() => cluster.Describe("10.0.0.5") == "later Workload 0");
        Assert.All(cluster.Reader.Status, static status => Assert.Equal(1, status.Lists));
    }

    [Fact]
    public async Task Watch_TheHistoryIsGone_ListsAgainAndForgetsWhatLeftMeanwhile()
    {
        await using var cluster = await Create();

        cluster.Cluster.ForgetSilently(Pods, "shop", "pay-7d9f-abcde");
        cluster.Cluster.Compact();
        cluster.Cluster.CutWatches();

        await cluster.UntilAsync(() => cluster.Describe("10.0.0.1") == "pay Workload 0 past");
        await cluster.UntilAsync(() => cluster.Feed.IsLive && cluster.Status("pods").Lists >= 2);
        Assert.Equal("pay Service 80", cluster.Describe("10.96.0.1", 80));
    }

    [Fact]
    public async Task Watch_GoneInTheMiddleOfAStream_ListsAgain()
    {
        await using var cluster = await Create();

        cluster.Cluster.TellRaw(Pods, """{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old"}}""");

        await cluster.UntilAsync(() => cluster.Status("pods").Lists == 2);
        Assert.Equal("pay Workload 80", cluster.Describe("10.0.0.1", 8080));
    }

    [Fact]
    public async Task List_ContinuationIsGone_StartsOver()
    {
        var objects = Shop();
        for (var i = 0; i < 7; i++)
        {
            objects.Put(Pods, Pod($"p{i}", $"10.0.1.{i}"));
        }

        objects.Faults.Enqueue(new("list", 410));
        await using var cluster = await RunningCluster.StartAsync(objects, new() { PageSize = 3, FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(5) });
        await cluster.UntilAsync(() => cluster.Feed.IsLive);

        Assert.All(Enumerable.Range(0, 7), i => Assert.Equal($"p{i} Workload 0", cluster.Describe($"10.0.1.{i}")));
        Assert.True(cluster.Cluster.Requests.Count(static request => request == $"list {Pods}") >= 3);
    }

    [Theory]
    [InlineData("not json\n")]
    [InlineData("{\"type\":\"ADDED\"}\n")]
    [InlineData("null\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":null}}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":7}}\n")]
    public async Task Watch_Garbage_ListsAgain(string line)
    {
        await using var cluster = await Create();

        cluster.Cluster.TellRaw(Pods, line.TrimEnd('\n'));

        await cluster.UntilAsync(() => cluster.Status("pods").Lists == 2);
        await cluster.UntilAsync(() => cluster.Feed.IsLive);
        Assert.Equal("pay Workload 80", cluster.Describe("10.0.0.1", 8080));
    }

    [Fact]
    public async Task List_Garbage_TriesAgain()
    {
        var objects = Shop();
        foreach (var body in new[] { "", "[]", "{\"items\":7}", "<html>", "{\"metadata\":{}}" })
        {
            objects.Faults.Enqueue(new("list", 200, body));
        }

        await using var cluster = await RunningCluster.StartAsync(objects);

        await cluster.UntilAsync(() => cluster.Feed.IsLive);
        Assert.Empty(objects.Faults);
    }

    [Fact]
    public async Task Read_TheTokenExpires_UsesTheNewOneFromItsFile()
    {
        var file = Path.Combine(Path.GetTempPath(), $"token-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(file, "first\n", TestContext.Current.CancellationToken);
        try
        {
            var objects = Shop();
            objects.Token = "first";
            await using var cluster = await RunningCluster.StartAsync(objects, token: Secret.InFile(file));
            await cluster.UntilAsync(() => cluster.Feed.IsLive);

            objects.Token = "second";
            await cluster.CutUntilAsync(() => cluster.Status("pods") is { State: WatchState.Stale, Reason: "401 Unauthorized" });
            Assert.Equal("pay Workload 80", cluster.Describe("10.0.0.1", 8080));
            await File.WriteAllTextAsync(file, "second", TestContext.Current.CancellationToken);

            await cluster.UntilAsync(() => cluster.Feed.IsLive);
            Assert.Equal(1, cluster.Status("pods").Lists);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Read_TheTokensFileHoldsNone_SaysSoWithoutWhatIsInItAndTakesTheMendedOne()
    {
        var file = Path.Combine(Path.GetTempPath(), $"token-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(file, "one\ntwo", TestContext.Current.CancellationToken);
        try
        {
            var objects = Shop();
            objects.Token = "one";
            await using var cluster = await RunningCluster.StartAsync(objects, token: Secret.InFile(file));
            await cluster.UntilAsync(() => cluster.Status("pods").Reason.StartsWith($"The token file {file} does not hold a token: write", StringComparison.Ordinal));

            await File.WriteAllTextAsync(file, "one", TestContext.Current.CancellationToken);

            await cluster.UntilAsync(() => cluster.Feed.IsLive);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task List_TheServerIsSlow_GivesUpAndTriesAgain()
    {
        var objects = Shop();
        objects.Faults.Enqueue(new("list", 200, "{\"metadata\":", Hangs: true));
        await using var cluster = await RunningCluster.StartAsync(
            objects, new() { PageTime = TimeSpan.FromSeconds(2), FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(5) });

        await cluster.UntilAsync(() => cluster.Feed.IsLive);
    }

    [Fact]
    public async Task List_TheServerIsBusy_WaitsAsAsked()
    {
        var objects = Shop();
        objects.Faults.Enqueue(new("list", 429, RetryAfterSeconds: 30));
        var time = new FakeTimeProvider();
        await using var cluster = await RunningCluster.StartAsync(objects, new() { PageTime = TimeSpan.FromDays(1), FirstWait = TimeSpan.FromSeconds(1) }, time: time);
        await cluster.UntilAsync(() => cluster.Reader.Status.Any(static status => status.Reason.StartsWith("429", StringComparison.Ordinal)));

        // The wait begins a moment after its reason is told, so time goes on until it ends; whichever kind was listed first has it.
        var begun = time.GetUtcNow();
        await cluster.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return cluster.Reader.Status.All(static status => status.State == WatchState.Live);
        });

        Assert.True(time.GetUtcNow() - begun >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Read_TheServerGoesAway_KeepsWhatIsKnownAndSaysThatItIsStale()
    {
        await using var cluster = await Create();

        cluster.Cluster.Token = "nobody has it";

        await cluster.CutUntilAsync(() => cluster.Reader.Status.All(static status => status.State == WatchState.Stale));
        Assert.False(cluster.Feed.IsLive);
        Assert.Equal("pay Service 80", cluster.Describe("10.96.0.1", 80));
    }

    private static FakeCluster Shop()
    {
        var cluster = new FakeCluster();
        cluster.Put(Nodes, Node("n1", "172.16.0.1", "z1"));
        cluster.Put(Services, Service("pay", "10.96.0.1", 80, nodePort: 30080));
        cluster.Put(Slices, Slice("pay", 8080, "pay-7d9f-abcde"));
        cluster.Put(Pods, Replica("pay", "10.0.0.1"));
        return cluster;
    }

    private static async Task<RunningCluster> Create()
    {
        var cluster = await RunningCluster.StartAsync(Shop());
        await cluster.UntilAsync(() => cluster.Feed.IsLive);
        return cluster;
    }
}
