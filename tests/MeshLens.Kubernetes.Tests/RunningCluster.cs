using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Tests.FakeApi;
using MeshLens.Kubernetes.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Kubernetes.Tests;

/// <summary>A reader that runs against a fake API server, the index that fills, and a way to wait for what becomes visible.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly FakeApiServer _server;
    private readonly Task _run;

    private RunningCluster(FakeApiServer server, ClusterAccess access, WatchOptions? options, TimeProvider time)
    {
        _server = server;
        Feed = Index.AddFeed(MeshSource.Kubernetes, access.Name);
        options ??= new() { FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(40) };
        Reader = new(access, Feed, options, time, NullLogger.Instance, static () => 1);
        _run = Reader.RunAsync(_stop.Token);
    }

    public IdentityIndex Index { get; } = new();

    public IdentityFeed Feed { get; }

    public ClusterReader Reader { get; }

    public FakeCluster Cluster => _server.Cluster;

    public static async Task<RunningCluster> StartAsync(FakeCluster cluster, WatchOptions? options = null, Secret? token = null, TimeProvider? time = null)
    {
        var server = await FakeApiServer.StartAsync(cluster);
        return new(server, new() { Name = "k1", Server = server.Address, Token = token }, options, time ?? TimeProvider.System);
    }

    public WatchStatus Status(string kind) => Reader.Status.Single(status => status.Kind == kind);

    /// <summary>The answer in one line: what, where, by what, on which port.</summary>
    public string Describe(string address, int port = 0, Guid pod = default)
    {
        AddressKey.TryParse(address, out var key);
        return Index.Resolve(new() { Key = key, Port = port, Node = "n1", Cluster = "k1", PodUid = pod }) is { } found
            ? $"{found.Service?.Name ?? found.Workload?.Name ?? found.Node?.Name} {found.Match} {found.Port}{(found.IsPast ? " past" : "")}"
            : "nobody";
    }

    public async Task UntilAsync(Func<bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(Look);
        while (!reached())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain: {string.Join("; ", Reader.Status)}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Cuts watches again and again: one that is live may still be on its way to the server, where nothing can be cut yet.</summary>
    public Task CutUntilAsync(Func<bool> reached) => UntilAsync(() =>
    {
        Cluster.CutWatches();
        return reached();
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await _server.DisposeAsync();
        _stop.Dispose();
    }
}
