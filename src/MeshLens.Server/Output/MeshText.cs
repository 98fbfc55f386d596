using System.Globalization;
using MeshLens.Grains.Mesh;

namespace MeshLens.Server.Output;

/// <summary>The sources of names and configuration as a table, then what is missing.</summary>
internal static class MeshText
{
    public static void Write(MeshStatus status, TextWriter writer)
    {
        var table = new TextTable("SOURCE", "WHERE", "STATE", "SINCE", "VERSION", TextColumn.Number("WORKLOADS"), TextColumn.Number("SERVICES"), "PROBLEM");
        foreach (var plane in status.ControlPlanes)
        {
            table.Add(
                "istiod", plane.ServedBy.Length > 0 ? plane.ServedBy : plane.Addresses[0], plane.State, Time(plane.Since), plane.Identifier,
                Number(plane.Workloads), Number(plane.Services), plane.Reason);
        }

        foreach (var cluster in status.Clusters)
        {
            var worst = cluster.Kinds.FirstOrDefault(static kind => kind.State != "live") ?? cluster.Kinds[0];
            table.Add(
                "kubernetes", $"{cluster.Name} {cluster.Server}", worst.State, Time(worst.Since), "", Number(cluster.Workloads), Number(cluster.Services),
                worst.Reason.Length > 0 ? $"{worst.Kind}: {worst.Reason}" : "");
        }

        table.WriteTo(writer);
        writer.WriteLine();
        writer.WriteLine($"{Number(status.Addresses)} addresses are known.");
        foreach (var proxies in status.ControlPlanes.Select(static plane => plane.Proxies).OfType<ProxySyncView>())
        {
            WriteProxies(proxies, writer);
        }

        if (status.Metrics is { } metrics)
        {
            MetricsText.Write(metrics, writer);
        }

        foreach (var line in status.Missing.Concat(status.Notes))
        {
            writer.WriteLine(TerminalText.Clean($"  {line}"));
        }
    }

    private static void WriteProxies(ProxySyncView proxies, TextWriter writer)
    {
        var versions = string.Join(", ", proxies.Versions.Select(static version => $"{Number(version.Value)} of {(version.Key.Length > 0 ? version.Key : "no version")}"));
        writer.WriteLine(TerminalText.Clean($"Proxies: {versions}; {Number(proxies.NotInStepTotal)} not in step."));
        foreach (var proxy in proxies.NotInStep)
        {
            writer.WriteLine(TerminalText.Clean($"  {proxy.Proxy} {proxy.Type} {proxy.State} {proxy.Problem}".TrimEnd()));
        }
    }

    // With the day: what is stale may be so since yesterday.
    private static string Time(DateTimeOffset time) => time.LocalDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
