using MeshLens.Grains.Mesh;
using MeshLens.Xds;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Server.Mesh;

/// <summary>Reads a control plane until it has nothing more to say, or for so long: what does it serve to whom asks like this?</summary>
internal static class ControlPlaneGlance
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<ProxyConfigurationView> ReadAsync(ControlPlaneOptions options, NodeIdentity node, TimeSpan patience, CancellationToken cancellation)
    {
        using var client = new AdsClient(options, node, [.. ResourceTypes.OfProxy, ResourceTypes.Addresses, ResourceTypes.Authorizations], TimeProvider.System, NullLogger.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = client.RunAsync(stop.Token);
        await UntilSilentAsync(client, patience, cancellation);
        var view = Describe(client, node);
        await stop.CancelAsync();
        await run;
        return view;
    }

    private static async Task UntilSilentAsync(AdsClient client, TimeSpan patience, CancellationToken cancellation)
    {
        var (started, heard) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp());
        client.Changed += _ => Volatile.Write(ref heard, TimeProvider.System.GetTimestamp());
        using var timer = new PeriodicTimer(Look);
        while (TimeProvider.System.GetElapsedTime(started) < patience
            && (client.Status.State != ConnectionState.Live || TimeProvider.System.GetElapsedTime(Volatile.Read(ref heard)) < Silence))
        {
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    private static ProxyConfigurationView Describe(AdsClient client, NodeIdentity node) => new()
    {
        Proxy = node.Id,
        ServedBy = $"{client.Status.Address} {ControlPlaneVersion.Of(client.Status.ControlPlane)}".Trim(),
        Resources = ResourceTypes.InOrder.ToDictionary(
            static type => type.ShortName, type => (IReadOnlyList<string>)[.. client.Snapshot.Of(type).Keys.Order(StringComparer.Ordinal)]),
        NotSeen = [.. NotSeen(client)],
    };

    private static IEnumerable<string> NotSeen(AdsClient client)
    {
        if (client.Status.State != ConnectionState.Live)
        {
            yield return client.Status.Reason.Length > 0 ? client.Status.Reason : "It said nothing.";
        }

        if (client.Counters.Rejected > 0)
        {
            yield return $"{client.Counters.Rejected} responses held a resource that cannot be read.";
        }
    }
}
