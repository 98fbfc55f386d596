using System.Globalization;

namespace MeshLens.Exposition.Scraping;

/// <summary>Chooses the format by the <c>Accept</c> header: of those that are known the one with the highest weight, of equals the first.</summary>
/// <remarks>
/// What Prometheus 2.42 sends where native histograms are on:
/// <code>application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,…</code>
/// </remarks>
internal static class Negotiation
{
    public static ExpositionFormat Choose(string? accept)
    {
        var (chosen, best) = (ExpositionFormat.Text, 0.0);
        foreach (var range in (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            if (FormatOf(parts) is { } format && WeightOf(parts) is var weight && weight > best)
            {
                (chosen, best) = (format, weight);
            }
        }

        return chosen;
    }

    public static string ContentTypeOf(ExpositionFormat format) => format switch
    {
        ExpositionFormat.Protobuf => "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
        ExpositionFormat.OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        _ => "text/plain; version=0.0.4; charset=utf-8",
    };

    private static ExpositionFormat? FormatOf(string[] parts) => parts[0].ToLowerInvariant() switch
    {
        "application/vnd.google.protobuf" when Is(parts, "proto", "io.prometheus.client.MetricFamily") && Is(parts, "encoding", "delimited") => ExpositionFormat.Protobuf,
        "application/openmetrics-text" when Is(parts, "version", "1.0.0") => ExpositionFormat.OpenMetrics,
        "text/plain" when Is(parts, "version", "0.0.4") => ExpositionFormat.Text,
        "text/*" or "*/*" => ExpositionFormat.Text,
        _ => null,
    };

    // A parameter that is not there is as it should be.
    private static bool Is(string[] parts, string name, string value) =>
        ValueOf(parts, name) is not { } given || string.Equals(given, value, StringComparison.OrdinalIgnoreCase);

    private static double WeightOf(string[] parts) =>
        ValueOf(parts, "q") is not { } given ? 1 : double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : 0;

    private static string? ValueOf(string[] parts, string name)
    {
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return part[(equals + 1)..].Trim().Trim('"');
            }
        }

        return null;
    }
}
