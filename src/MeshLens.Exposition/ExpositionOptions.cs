namespace MeshLens.Exposition;

/// <summary>How much is shown, and to whom it is sent. Bound from the configuration section <c>MeshLens:Metrics</c>.</summary>
public sealed class ExpositionOptions
{
    public const string Section = "MeshLens:Metrics";

    /// <summary>Edges with series of their own: those with most requests; the others are counted. 10,000 by default, 0 to 100,000.</summary>
    public int MaxEdges { get; set; } = 10_000;

    /// <summary>
    /// Edges whose histograms have classic buckets where a scraper takes no native histograms; the others have sums and counts. 1,000 by
    /// default, 0 to 100,000: each takes some 120 series more.
    /// </summary>
    public int MaxEdgesWithBuckets { get; set; } = 1000;

    /// <summary>Scrapes answered at the same time; a further one is told to come again. 2 by default, 1 to 16.</summary>
    public int MaxScrapes { get; set; } = 2;

    /// <summary>
    /// Where metrics are sent in OpenTelemetry's protocol (HTTP, protobuf): the address before <c>/v1/metrics</c>. Null (the default)
    /// sends nothing.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>File with a bearer token for <see cref="Endpoint"/>, read again for each request; null for none.</summary>
    public string? TokenFile { get; set; }

    /// <summary>PEM file of the authorities of <see cref="Endpoint"/>'s certificate, instead of the system's; null for the system's.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>How often metrics are sent. 60 s by default, 5 s to 1 h.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(60);
}
