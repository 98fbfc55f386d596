namespace MeshLens.Metrics.Prometheus;

/// <summary>A Prometheus, or what speaks like one, that already scrapes the mesh.</summary>
public sealed record PrometheusOptions
{
    /// <summary>Its address, with the path in front of <c>/api/v1</c> where it has one.</summary>
    public required Uri Address { get; init; }

    /// <summary>File with a bearer token; read again for each question.</summary>
    public string? TokenFile { get; init; }

    /// <summary>PEM file with the authorities of its certificate, instead of the system's; read again for each round.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Label matchers, such as <c>cluster="east"</c>, where it knows other meshes, too; empty for all it has.</summary>
    public string Matchers { get; init; } = "";

    /// <summary>How often it is asked: not more often than it scrapes, or the same values come twice.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one metric, until the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the connection alone, so that a round past a machine that is gone ends soon; not more than <see cref="Timeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of the answer about one metric, after decompression.</summary>
    public long MaximumBytes { get; init; } = 256 << 20;

    /// <summary>Series remembered, all metrics together; some 200 bytes each.</summary>
    public int MaximumSeries { get; init; } = 1_000_000;
}
