namespace MeshLens.Exposition.Scraping;

/// <summary>How metrics are written, as a scraper asks for it.</summary>
internal enum ExpositionFormat
{
    /// <summary>Prometheus' text, for whoever does not say.</summary>
    Text,
    OpenMetrics,

    /// <summary>Prometheus' protobuf, delimited: the one with native histograms.</summary>
    Protobuf,
}
