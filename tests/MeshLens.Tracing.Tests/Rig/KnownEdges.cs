using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>A little mesh: edges with verdicts, as the catalog tells them.</summary>
internal static class KnownEdges
{
    public const string Link = "https://meshlens.example";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 5, TimeSpan.Zero);

    /// <summary>Both edges of a shop's front end.</summary>
    public static EdgeSummary[] Shop => [Between("frontend", "cart", 80), Between("frontend", "payments", 8080)];

    public static EdgeSummary Between(string source, string destination, int port, string space = "shop", string destinationSpace = "shop", string cluster = "east") =>
        Between(new Party(space, source, PartyKind.Workload), new Party(destinationSpace, destination, PartyKind.Service), port, cluster);

    public static EdgeSummary Between(Party source, Party destination, int port, string cluster = "east")
    {
        var window = WindowGrid.IndexOf(Now) - 1;
        return new()
        {
            Id = EdgeKey.Between(cluster, source, destination, port).ToString(),
            Source = source,
            Destination = new(destination.Namespace, destination.Name, destination.Kind, port),
            Class = VerdictClass.Healthy,
            Summary = "All is well.",
            Window = window,
            WindowEnd = WindowGrid.EndOf(window),
            Path = new(0.25, 0.5, 3),
        };
    }

    public static EdgeSummary Slow(this EdgeSummary edge) => edge with
    {
        Class = VerdictClass.Network,
        Cause = "rtt",
        Confidence = 0.875,
        Since = Now - TimeSpan.FromMinutes(2),
        Summary = "The network between \"frontend\" and payments takes 8 ms longer.",
        ExcessMs = 8.5,
        Shares = new(0.75, 0, 0.25, 0),
    };

    public static EdgeDirectory Directory(params IEnumerable<EdgeSummary> edges)
    {
        var directory = new EdgeDirectory(Options.Create(new TracingOptions { LinkTo = Link }));
        foreach (var edge in edges)
        {
            directory.Put(edge);
        }

        return directory;
    }
}
