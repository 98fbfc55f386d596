using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests;

/// <summary>A control plane that is gone for an hour, in no time.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    // Nobody else's connections begin here, so its port is still free after an hour.
    private static readonly IPEndPoint Own = new(IPAddress.Parse("127.0.78.1"), 0);

    [Fact]
    public async Task Run_IstiodIsGoneForAnHour_KeepsWhatIsKnownWithItsAgeAndTakesTheNewOne()
    {
        var time = new FakeTimeProvider();
        var istiod = await FakeControlPlane.StartAsync(Shop("istiod-1.29"), at: Own);
        var address = istiod.Address;
        using var stop = new CancellationTokenSource();
        var (index, attempts) = (new IdentityIndex(), 0);
        using var client = new AdsClient(new() { Addresses = [address], LongestWait = LongestWait }, Node, [Clusters, Endpoints, Addresses], time, NullLogger.Instance, static () => 1);
        var feed = index.AddFeed(MeshSource.Istiod, "istiod");
        _ = new AddressReader(client, feed, time);
        client.StatusChanged += _ => Interlocked.Increment(ref attempts);
        var run = client.RunAsync(stop.Token);
        await UntilAsync(() => client.Snapshot.Of(Clusters).Count == 1 && client.Snapshot.Of(Addresses).Count == 1, time);

        await istiod.DisposeAsync();
        await UntilAsync(() => client.Status.State == ConnectionState.Stale, time);
        var (since, before) = (client.Status.Since, client.Snapshot);
        var counted = Volatile.Read(ref attempts);
        while (time.GetUtcNow() - since < Hour || attempts - counted < 10)
        {
            var seen = Volatile.Read(ref attempts);
            await UntilAsync(() => Volatile.Read(ref attempts) > seen, time, TimeSpan.FromSeconds(1));
        }

        Assert.Equal((ConnectionState.Stale, since), (client.Status.State, client.Status.Since));
        Assert.Same(before, client.Snapshot);
        Assert.False(feed.IsLive);
        Assert.Equal(1, index.Addresses);
        Assert.InRange(attempts - counted, 10, ((time.GetUtcNow() - since) / LongestWait) + 20); // One in fifteen seconds at most, and the first few.

        await using var next = await FakeControlPlane.StartAsync(Shop("istiod-1.30"), at: new(Own.Address, address.Port));
        await UntilAsync(() => client.Status.State == ConnectionState.Live && client.Status.ControlPlane == "istiod-1.30", time, LongestWait);
        await UntilAsync(() => feed.IsLive, time);
        Assert.Contains(next.Mesh.Held, static held => held.StartsWith("a@", StringComparison.Ordinal));
        await stop.CancelAsync();
        await run;
    }

    private static NodeIdentity Node => new() { Address = IPAddress.Loopback, Pod = "meshlens-0", Namespace = "istio-system" };

    private static FakeMesh Shop(string identifier)
    {
        var mesh = new FakeMesh { Identifier = identifier };
        mesh.Serve(Clusters, Samples.Cluster("a"));
        mesh.Serve(Endpoints, Samples.Endpoints("a", "10.0.0.1"));
        mesh.Serve(Addresses, Identity.AddressSamples.Pod("pay", "10.0.0.1"));
        return mesh;
    }

    // Real connections, fake waits: what the network does takes its time, what we do takes none.
    private static async Task UntilAsync(Func<bool> reached, FakeTimeProvider time, TimeSpan step = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!reached())
        {
            Assert.False(patience.IsCancellationRequested, "Waited in vain.");
            time.Advance(step);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
