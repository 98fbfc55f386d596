using System.Globalization;
using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>A series as a text that two readers write alike: labels by name, those without a value left out.</summary>
internal static class SeriesKey
{
    public static string Of(IEnumerable<(string Name, string Value)> labels) => string.Join('\u0001', labels
        .Where(static label => label.Value.Length > 0)
        .OrderBy(static label => label.Name, StringComparer.Ordinal)
        .Select(static label => $"{label.Name}={label.Value}"));

    public static double Number(string written) => written switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(written, CultureInfo.InvariantCulture),
    };

    /// <summary>Everything that MeshLens reads in a text; of a series that stands there twice the first, as Prometheus has it.</summary>
    public static Dictionary<string, double> ReadBy(Exposition text)
    {
        var series = new Dictionary<string, double>();
        var reader = new MetricsReader(text.Text, text.Format);
        while (reader.Read())
        {
            if (reader.Kind == LineKind.Sample)
            {
                series.TryAdd(Of(Labels(reader)), reader.Value);
            }
        }

        return series;
    }

    private static List<(string Name, string Value)> Labels(in MetricsReader reader)
    {
        var labels = new List<(string, string)> { ("__name__", Encoding.UTF8.GetString(reader.Name)) };
        for (var index = 0; index < reader.Labels.Count; index++)
        {
            labels.Add((Encoding.UTF8.GetString(reader.Labels[index].Name), reader.Labels[index].Value()));
        }

        labels.RemoveAll(static label => label.Item1 is "instance" or "job");
        return labels;
    }
}
