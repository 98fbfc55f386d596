using System.Globalization;
using MeshLens.Xds.Model;

namespace MeshLens.Server.Output;

/// <summary>What applies to an edge, from the caller's listener to the endpoints, then findings and changes.</summary>
internal static class ConfigurationText
{
    private const int MostChanges = 10;

    public static void Write(EdgeConfiguration edge, TextWriter writer)
    {
        var destination = edge.Destination;
        Line(writer, $"{destination.Host}:{destination.Port}, seen from {edge.View}");
        foreach (var use in destination.Listeners)
        {
            var filters = use.Chain.Http is { } http ? string.Join(", ", http.Filters.Where(static filter => !filter.IsDisabled).Select(static filter => filter.Name)) : "TCP";
            Line(writer, $"  listener  {use.Listener}: {filters}");
        }

        foreach (var route in destination.Routes)
        {
            Line(writer, $"  route     {route.Match} → {Targets(route)}{Limits(route)}{From(route.Source)}");
        }

        foreach (var cluster in destination.Clusters)
        {
            Line(writer, $"  cluster   {(cluster.Subset.Length == 0 ? "whole service" : $"subset {cluster.Subset}")}: {cluster.Endpoints.Count} endpoints, {cluster.Balancing.Policy}, TLS {cluster.Tls}, connect within {Text(cluster.Connection.ConnectTimeout)}{From(cluster.Source)}");
            Endpoints(cluster, writer);
        }

        FindingsText.Write(edge.Findings, writer);
        foreach (var change in edge.Changes.Take(MostChanges))
        {
            Line(writer, $"  {change.Change.At.LocalDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {change.Why}");
        }

        foreach (var unseen in edge.View.Unseen)
        {
            Line(writer, $"Not seen: {unseen}");
        }
    }

    private static void Endpoints(ClusterModel cluster, TextWriter writer)
    {
        foreach (var zone in cluster.Endpoints.GroupBy(static endpoint => (endpoint.Zone, endpoint.Priority)).OrderBy(static group => group.Key.Priority))
        {
            Line(writer, $"            {(zone.Key.Zone.Length == 0 ? "zone unknown" : zone.Key.Zone)}, priority {zone.Key.Priority}: {zone.Count(static endpoint => endpoint.IsHealthy)} of {zone.Count()} healthy");
        }
    }

    private static string Targets(RouteModel route) => route.Targets.Count == 0
        ? route.Action.ToString()
        : string.Join(", ", route.Targets.Select(static target => string.Create(CultureInfo.InvariantCulture, $"{target.Share * 100:0.##} % {target.Cluster}")));

    private static string Limits(RouteModel route) =>
        $"{(route.Timeout is { } timeout ? $", timeout {Text(timeout)}" : "")}{(route.Retries is { } retries ? $", {retries.Retries} retries" : "")}{(route.Fault is null ? "" : ", fault")}{(route.Mirrors.Count == 0 ? "" : ", mirrored")}";

    private static string From(IstioResource? source) => source is null ? "" : $" ({source})";

    private static string Text(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###} ms");

    private static void Line(TextWriter writer, string text) => writer.WriteLine(TerminalText.Clean(text));
}
