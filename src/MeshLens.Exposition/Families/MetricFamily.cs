using System.Text;

namespace MeshLens.Exposition.Families;

/// <summary>A metric and all of its series.</summary>
/// <remarks>
/// It is named as OpenTelemetry names things; the name in Prometheus is what OpenTelemetry's own translation makes of that, so a series is
/// called the same whether it was scraped or pushed.
/// </remarks>
internal sealed class MetricFamily
{
    /// <param name="name">With dots: <c>meshlens.edge.requests</c>.</param>
    /// <param name="unit">UCUM, as OpenTelemetry writes it: <c>s</c>, <c>By</c>, <c>{request}</c>.</param>
    /// <param name="kind">How to read it.</param>
    /// <param name="help">One sentence.</param>
    public MetricFamily(string name, string unit, MetricKind kind, string help)
    {
        (Name, Unit, Kind, Help) = (name, unit, kind, help);
        PrometheusUnit = UnitOf(unit);
        var translated = new StringBuilder(name.Length + 16);
        foreach (var letter in name)
        {
            translated.Append(char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_');
        }

        if (PrometheusUnit.Length > 0 && !translated.ToString().EndsWith($"_{PrometheusUnit}", StringComparison.Ordinal))
        {
            translated.Append('_').Append(PrometheusUnit);
        }

        BaseName = translated.ToString();
        SampleName = kind == MetricKind.Counter ? $"{BaseName}_total" : BaseName;
    }

    public string Name { get; }

    public string Unit { get; }

    public MetricKind Kind { get; }

    public string Help { get; }

    /// <summary>In Prometheus, without what its kind appends.</summary>
    public string BaseName { get; }

    /// <summary>In Prometheus, as its samples are called; those of a histogram append more.</summary>
    public string SampleName { get; }

    /// <summary>In words, as Prometheus wants it; empty for things that are counted.</summary>
    public string PrometheusUnit { get; }

    private static string UnitOf(string unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "1" => "ratio",
        _ => "",
    };
}
