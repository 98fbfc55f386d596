using MeshLens.Api.Configuration;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Xds;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Views;

namespace MeshLens.Server.Mesh;

/// <summary>Judges what the control plane serves, to MeshLens itself and to whom else it was asked to look for, and answers for it.</summary>
internal sealed class MeshConfiguration : BackgroundService, IConfigurationAnswers
{
    private const string NotOthers = "What a workload's own proxy gets may differ: exportTo, Sidecar resources, workload selectors and its zone decide. Ask for its view with --view.";
    private const string NoZone = "Where MeshLens itself is nobody says, so that nothing is said of what crosses zones: name it with --locality REGION/ZONE, or let --kubernetes find its pod.";

    private readonly ControlPlaneReading _plane;
    private readonly MeshViews _views;
    private readonly IdentityIndex _index;
    private readonly ConfigurationWatch _watch;

    public MeshConfiguration(ControlPlaneReading plane, MeshViews views, IdentityIndex index)
    {
        (_plane, _views, _index) = (plane, views, index);
        _watch = new(plane.Client, View, () => new([], plane.Proxies?.Proxies ?? []));
        plane.Looked += Reconsider;
    }

    /// <summary>What MeshLens itself is told.</summary>
    public ConfigurationState Own => _watch.Current;

    /// <summary>Nobody serves it any more.</summary>
    public bool IsStale => _plane.Client.Status.State == ConnectionState.Stale;

    public IReadOnlyList<Finding> Findings => MergedFindings.Of([_watch.Current, .. _views.Current]);

    public IReadOnlyList<string> Missing => [.. Staleness, .. _watch.Current.Model.View.Unseen, .. (_plane.Proxies?.NotSeen ?? []).Concat(_views.NotSeen).Distinct()];

    // What was read stays when nobody serves it any more, and is told with its age.
    private IEnumerable<string> Staleness => _plane.Client.Status is { State: ConnectionState.Stale } status
        ? [$"What is known of the configuration is of {status.Since:u} at the latest: nobody serves it since then ({status.Reason})."]
        : [];

    public EdgeConfiguration? Find(EdgeKey edge, DateTimeOffset? onset)
    {
        var own = _watch.Current;
        var found = (_views.Of(edge) is { } seen ? EdgeConfiguration.Of(seen, NameOf(edge), edge.Port, onset, WitnessOf(seen, own)) : null)
            ?? EdgeConfiguration.Of(own, NameOf(edge), edge.Port, onset);
        return found is null ? null : found with
        {
            View = found.View with { Unseen = [.. Staleness, .. found.View.Unseen] },
            Findings = [.. found.Findings.Concat(AtProxies(new(edge, found.Destination), own)).OrderByDescending(static finding => finding.Severity)],
        };
    }

    /// <summary>What the caller of an edge is told; null when nobody was asked to look for it.</summary>
    public ConfigurationState? ViewOf(EdgeKey edge) => _views.Of(edge);

    /// <summary>What proxies where an edge's requests arrive are told; none when nobody was asked to look for it.</summary>
    public IReadOnlyList<ConfigurationState> ViewsOfServers(EdgeKey edge, DestinationModel destination) => [.. _views.OfServers(new(edge, destination))];

    public override void Dispose()
    {
        base.Dispose();
        _plane.Looked -= Reconsider;
        _watch.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_watch.RunAsync(stoppingToken), _views.RunAsync(stoppingToken));

    // What is told of proxies, and what their own views show of requests that arrive there.
    private IEnumerable<Finding> AtProxies(ProxiesOfEdge proxies, ConfigurationState own) => own.Findings
        .Where(finding => finding.Places.Any(place => place.Host == place.Piece && proxies.Pass(place.Host)))
        .Concat(_views.AtServersOf(proxies));

    // A view that is asked for learns of a push up to minutes late; a stream of its own does not.
    private static ChangeLog? WitnessOf(ConfigurationState seen, ConfigurationState own) => seen.Model.View.Kind == ViewKind.Debug ? own.Log : null;

    // What no namespace names is called by its host.
    private static string NameOf(EdgeKey edge) => edge.DestinationNamespace.Length == 0 ? edge.DestinationName : $"{edge.DestinationName}.{edge.DestinationNamespace}";

    private void Reconsider(SyncReport report) => _watch.Reconsider();

    private ConfigurationView View()
    {
        var place = OwnPlace.Of(_plane.Node, _index);
        return place with { Unseen = place.Zone.Length > 0 ? [NotOthers] : [NotOthers, NoZone] };
    }
}
