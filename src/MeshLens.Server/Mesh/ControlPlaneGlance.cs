using MeshLens.Grains.Mesh;
using MeshLens.Xds;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Views;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Server.Mesh;

/// <summary>Reads a control plane until it has nothing more to say, or for so long: what does it serve to whom asks like this?</summary>
internal static class ControlPlaneGlance
{
    private const int MostNamed = 10;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks as somebody: by a stream in that name, or by what the control plane tells of that proxy.</summary>
    /// <param name="options">The control plane.</param>
    /// <param name="asker">Who we are.</param>
    /// <param name="view">As whom to ask; null for ourselves.</param>
    /// <param name="patience">How long to listen at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ProxyConfigurationView> ReadAsync(
        ControlPlaneOptions options, NodeIdentity asker, ViewRequest? view, TimeSpan patience, CancellationToken cancellation) => view is { Node: null }
        ? ProxyDescription.Of(await new DebugViews(options, asker, TimeProvider.System).ConfigurationAsync(view.Proxy, cancellation))
        : await ReadAsync(options, view?.Node ?? asker, patience, cancellation);

    private static async Task<ProxyConfigurationView> ReadAsync(ControlPlaneOptions options, NodeIdentity node, TimeSpan patience, CancellationToken cancellation)
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

        foreach (var refused in client.Refused.Take(MostNamed))
        {
            yield return $"{refused.Type} {(refused.Name.Length > 0 ? refused.Name : "a resource without a readable name")} {refused.Problem}.";
        }

        if (client.Refused.Count > MostNamed)
        {
            yield return $"{client.Refused.Count - MostNamed} more resources cannot be read.";
        }
    }
}
