using System.Collections.Concurrent;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using EdgeConfiguration = MeshLens.Core.Snapshots.EdgeConfiguration;

namespace MeshLens.Xds.Edges;

/// <summary>What one state of the configuration says to the classifier about each destination: made when first asked for, then looked up.</summary>
/// <remarks>A mesh has ten thousand edges that ask every ten seconds, and a few states an hour.</remarks>
public sealed class ConfiguredEdges
{
    // As many destinations as a large mesh has; what is asked for beyond that is made each time.
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<(string Service, int Port), EdgeConfiguration> _made = new();
    private readonly ConfigurationState _state;
    private readonly Lazy<ILookup<string, Finding>> _findings;
    private readonly Lazy<ILookup<(string Host, int Port), EdgeChange>> _changes;
    private readonly Lazy<Dictionary<(string Service, int Port), DestinationModel>> _services;

    /// <summary>Puts nothing together yet.</summary>
    public ConfiguredEdges(ConfigurationState state)
    {
        _state = state;
        _findings = new(() => _state.Findings
            .SelectMany(static finding => finding.Places.Select(static place => place.Host).Distinct().Select(host => (Host: host, Finding: finding)))
            .ToLookup(static each => each.Host, static each => each.Finding, StringComparer.Ordinal));
        _changes = new(() => _state.Log.All.ToLookup(static change => (change.Host, change.Port)));
        _services = new(() => ByService(_state.Model.Destinations));
    }

    /// <summary>What holds for a service port; null before anything was read.</summary>
    /// <param name="name">Name of the service; its host name where it has no namespace.</param>
    /// <param name="space">Its namespace; empty when it has none.</param>
    /// <param name="port">Its port.</param>
    public EdgeConfiguration? Of(string name, string space, int port)
    {
        var service = space.Length == 0 ? name : $"{name}.{space}";
        return _state.Model.Clusters.Count + _state.Model.Listeners.Count == 0 ? null
            : _made.TryGetValue((service, port), out var made) ? made
            : _made.Count >= MostKept ? Make(service, port)
            : _made.GetOrAdd((service, port), static (key, edges) => edges.Make(key.Service, key.Port), this);
    }

    /// <summary>A service port as it was served; null when it was not.</summary>
    /// <param name="name">Name of the service; its host name where it has no namespace.</param>
    /// <param name="space">Its namespace; empty when it has none.</param>
    /// <param name="port">Its port.</param>
    public DestinationModel? Destination(string name, string space, int port) =>
        _services.Value.GetValueOrDefault((space.Length == 0 ? name : $"{name}.{space}", port));

    private static Dictionary<(string, int), DestinationModel> ByService(IEnumerable<DestinationModel> destinations)
    {
        Dictionary<(string, int), DestinationModel> byService = [];
        foreach (var destination in destinations)
        {
            // payments.shop.svc.cluster.local is asked for as payments.shop, too.
            byService.TryAdd((destination.Host, destination.Port), destination);
            if (destination.Host.IndexOf(".svc.", StringComparison.Ordinal) is > 0 and var end)
            {
                byService.TryAdd((destination.Host[..end], destination.Port), destination);
            }
        }

        return byService;
    }

    private EdgeConfiguration Make(string service, int port)
    {
        var destination = _services.Value.GetValueOrDefault((service, port));
        var host = destination?.Host ?? service;
        var findings = _findings.Value[host].Concat(_findings.Value[""])
            .Where(finding => finding.Concerns(host, port))
            .Distinct()
            .OrderByDescending(static finding => finding.Severity)
            .ToList();
        return EdgeWriter.Write(_state, destination, findings, [.. _changes.Value[(host, port)]]);
    }
}
