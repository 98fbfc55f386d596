using System.Globalization;
using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Text;

/// <summary>What a reader said of one line, kept as text so that readings can be compared.</summary>
internal static class ReadLine
{
    public static string Of(in MetricsReader reader) => reader.Kind switch
    {
        LineKind.Sample => Sample(reader),
        LineKind.Type => $"TYPE {Written(reader.Name)} {reader.Type}",
        LineKind.End => "END",
        _ => $"{reader.Kind} {Written(reader.Name)} {Written(reader.Comment)}",
    };

    public static string Labels(LabelSet labels)
    {
        var written = new List<string>();
        for (var index = 0; index < labels.Count; index++)
        {
            written.Add($"{Written(labels[index].Name)}={labels[index].Value()}");
        }

        return $"[{string.Join('|', written)}]";
    }

    private static string Sample(in MetricsReader reader)
    {
        var exemplar = reader.HasExemplar
            ? string.Create(CultureInfo.InvariantCulture, $" # {Labels(reader.Exemplar.Labels)} {reader.Exemplar.Value:R} @{reader.Exemplar.TimestampMs}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Written(reader.Name)} {Labels(reader.Labels)} {reader.Value:R} @{reader.TimestampMs}{exemplar}");
    }

    private static string Written(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
