using MeshLens.Api.Configuration;
using MeshLens.Core.Edges;
using MeshLens.Xds;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Server.Mesh;

/// <summary>Judges what the control plane serves for as long as the server runs, and answers for it.</summary>
internal sealed class MeshConfiguration : BackgroundService, IConfigurationAnswers
{
    private readonly ControlPlaneReading _plane;
    private readonly ConfigurationWatch _watch;

    public MeshConfiguration(ControlPlaneReading plane)
    {
        _plane = plane;
        _watch = new(plane.Client, ViewOf(plane), () => new([], plane.Proxies?.Proxies ?? []));
    }

    public IReadOnlyList<Finding> Findings => _watch.Current.Findings;

    public IReadOnlyList<string> Missing => [.. _watch.Current.Model.View.Unseen, .. _plane.Proxies?.NotSeen ?? []];

    public EdgeConfiguration? Find(EdgeKey edge, DateTimeOffset? onset) =>
        EdgeConfiguration.Of(_watch.Current, NameOf(edge), edge.Port, onset);

    public override void Dispose()
    {
        base.Dispose();
        _watch.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _watch.RunAsync(stoppingToken);

    // What no namespace names is called by its host.
    private static string NameOf(EdgeKey edge) => edge.DestinationNamespace.Length == 0 ? edge.DestinationName : $"{edge.DestinationName}.{edge.DestinationNamespace}";

    private static ConfigurationView ViewOf(ControlPlaneReading plane) => new(
        ViewKind.Own,
        $"{plane.Node.Pod}.{plane.Node.Namespace}",
        plane.Node.Namespace,
        "",
        "",
        ["What a workload's own proxy gets may differ: exportTo, Sidecar resources, workload selectors and its zone decide."]);
}
