using System.Globalization;
using MeshLens.Grains.Mesh;

namespace MeshLens.Server.Output;

/// <summary>How it stands with proxies' metrics, in a few lines.</summary>
internal static class MetricsText
{
    private const int MostListed = 10;

    public static void Write(MetricsView metrics, TextWriter writer)
    {
        if (metrics.Prometheus is { } prometheus)
        {
            Line(writer, $"Metrics: from {prometheus.Server}, {prometheus.State} since {prometheus.Since.LocalDateTime:HH:mm:ss}; {metrics.Series} series.");
        }
        else
        {
            var kinds = string.Join(", ", metrics.Targets.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind => $"{kind.Key} {kind.Value}"));
            Line(writer, $"Metrics: {metrics.Answering} proxies answer, {metrics.Failing} do not ({(kinds.Length > 0 ? kinds : "none is known")}); {metrics.Series} series.");
        }

        foreach (var target in metrics.NotAnswering.Take(MostListed))
        {
            Line(writer, $"  {target.Target} {target.Kind} {target.Address} {target.Failure} since {target.Since.LocalDateTime:HH:mm:ss}, {target.Times} times: {target.Reason}");
        }

        if (metrics.Placing is { Unplaced.Count: > 0 } placing)
        {
            var reasons = string.Join(", ", placing.Unplaced.OrderByDescending(static reason => reason.Value).Select(static reason => $"{reason.Key} {reason.Value}"));
            Line(writer, $"  {placing.Placed} reports found their edge, others did not: {reasons}.");
        }
    }

    private static void Line(TextWriter writer, FormattableString text) => writer.WriteLine(TerminalText.Clean(text.ToString(CultureInfo.InvariantCulture)));
}
