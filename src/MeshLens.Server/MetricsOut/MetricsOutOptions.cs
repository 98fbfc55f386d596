using MeshLens.Exposition;

namespace MeshLens.Server.MetricsOut;

/// <summary>What is shown at <c>/metrics</c> and to whom it is sent; what is null is as the configuration has it.</summary>
internal sealed record MetricsOutOptions
{
    // What is no time at all is refused as zero is, with the values that would be right.
    private const double LongestSeconds = 1e9;

    /// <summary>Edges with series of their own.</summary>
    public int? Edges { get; init; }

    /// <summary>Edges with classic buckets, where a scraper takes no native histograms.</summary>
    public int? EdgesWithBuckets { get; init; }

    /// <summary>Where metrics are sent over OTLP; null for nowhere.</summary>
    public string? Endpoint { get; init; }

    /// <summary>File with a bearer token for it.</summary>
    public string? TokenFile { get; init; }

    /// <summary>PEM file with whom to trust there instead of the system's authorities.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>How often metrics are sent, in seconds.</summary>
    public double? EverySeconds { get; init; }

    public void Apply(ExpositionOptions options)
    {
        options.MaxEdges = Edges ?? options.MaxEdges;
        options.MaxEdgesWithBuckets = EdgesWithBuckets ?? options.MaxEdgesWithBuckets;
        options.Endpoint = Endpoint is null ? options.Endpoint : new(Endpoint, UriKind.RelativeOrAbsolute);
        options.TokenFile = TokenFile ?? options.TokenFile;
        options.AuthorityFile = AuthorityFile ?? options.AuthorityFile;
        options.Every = EverySeconds is { } seconds ? seconds is > 0 and < LongestSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero : options.Every;
    }
}
