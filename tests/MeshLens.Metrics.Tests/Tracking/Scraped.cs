using System.Globalization;
using System.Text;
using MeshLens.Metrics.Text;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Tests.Tracking;

/// <summary>A target that is scraped every fifteen seconds.</summary>
internal sealed class Scraped(int maximumSeries = 1000)
{
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TargetSeries Series { get; } = new(maximumSeries);

    public ScrapeResult Next(string text) => At(_now = _now.AddSeconds(15), text);

    public ScrapeResult Again(string text) => At(_now, text);

    public ScrapeResult Earlier(string text) => At(_now.AddSeconds(-5), text);

    public static string Gains(ScrapeResult result) => string.Join(", ", result.Gains
        .Select(static gain => string.Create(CultureInfo.InvariantCulture, $"{gain.Meaning.Measure} {gain.Meaning.Flags} {gain.Value}"))
        .Order(StringComparer.Ordinal));

    private ScrapeResult At(DateTimeOffset at, string text)
    {
        Series.Begin();
        var reader = new MetricsReader(Encoding.UTF8.GetBytes(text), MetricsFormat.Prometheus);
        while (reader.Read())
        {
            Series.Take(reader);
        }

        return Series.End(at, reader.Error is null);
    }
}
