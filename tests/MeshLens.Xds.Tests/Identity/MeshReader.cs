using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Tests.FakeIstiod;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Xds.Tests.Identity;

/// <summary>A fake istiod, a client of its workload API, and the index that fills.</summary>
internal sealed class MeshReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly FakeControlPlane _istiod;
    private readonly AdsClient _client;
    private readonly Task _run;

    private MeshReader(FakeControlPlane istiod)
    {
        _istiod = istiod;
        Feed = Index.AddFeed(MeshSource.Istiod, istiod.Address.ToString());
        _client = new(
            new() { Addresses = [istiod.Address] }, new() { Address = IPAddress.Loopback, Pod = "meshlens", Namespace = "istio-system" },
            [ResourceTypes.Addresses], TimeProvider.System, NullLogger.Instance);
        _ = new AddressReader(_client, Feed, TimeProvider.System);
        _run = _client.RunAsync(_stop.Token);
    }

    public IdentityIndex Index { get; } = new();

    public IdentityFeed Feed { get; }

    public FakeMesh Mesh => _istiod.Mesh;

    public static async Task<MeshReader> StartAsync(FakeMesh mesh) => new(await FakeControlPlane.StartAsync(mesh));

    public AddressIdentity? Resolve(string address, int port = 0, string node = "") =>
        Index.Resolve(new() { Key = AddressKey.Of(IPAddress.Parse(address)), Port = port, Node = node, Cluster = "" });

    public async Task UntilAsync(Func<bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!reached())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain: {_client.Status}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _client.Dispose();
        await _istiod.DisposeAsync();
        _stop.Dispose();
    }
}
