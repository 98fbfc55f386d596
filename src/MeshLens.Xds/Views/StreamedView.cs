using MeshLens.Xds.Identity;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;
using Microsoft.Extensions.Logging;

namespace MeshLens.Xds.Views;

/// <summary>
/// The mesh as one workload's proxy is served it, over a stream of its own in that workload's name. A control plane allows it on its
/// plaintext port, and elsewhere to whoever has the workload's own credentials.
/// </summary>
public sealed class StreamedView : IDisposable
{
    private readonly NodeIdentity _node;
    private readonly PlaceFinder _places;
    private readonly AdsClient _client;
    private readonly ConfigurationWatch _watch;

    /// <summary>Prepares to read as <paramref name="node"/>.</summary>
    public StreamedView(ControlPlaneOptions options, NodeIdentity node, PlaceFinder places, TimeProvider time, ILogger logger)
    {
        (_node, _places) = (node, places);
        _client = new(options, node, ResourceTypes.OfProxy, time, logger);
        _watch = new(_client, View, static () => ControlPlaneFacts.None);
    }

    /// <summary>What was read last.</summary>
    public ConfigurationState Current => _watch.Current;

    /// <summary>Why it is not all that there is; null when it is.</summary>
    public string? NotSeen => _client.Status is { State: not ConnectionState.Live, Reason.Length: > 0 } status
        ? $"The mesh as {Name} is served it is not read{(status.State == ConnectionState.Stale ? $" since {status.Since:u}" : "")}: {status.Reason}. Istiod serves others' configuration on its plaintext port 15010 alone; ask for --view {Name} to be told by its debug types."
        : null;

    private string Name => $"{_node.Pod}.{_node.Namespace}";

    /// <summary>Looks again where the workload is.</summary>
    public void Reconsider() => _watch.Reconsider();

    /// <summary>Reads until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(_client.RunAsync(cancellation), _watch.RunAsync(cancellation));

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        _client.Dispose();
    }

    private ConfigurationView View()
    {
        var (region, zone) = _places(_node.Namespace, _node.Pod);
        return new(ViewKind.Proxy, Name, _node.Namespace, region, zone, []);
    }
}
