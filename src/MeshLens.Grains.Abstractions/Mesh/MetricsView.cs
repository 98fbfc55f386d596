namespace MeshLens.Grains.Mesh;

/// <summary>How it stands with proxies' metrics.</summary>
public sealed record MetricsView
{
    /// <summary>Proxies that are asked, by kind.</summary>
    public IReadOnlyDictionary<string, int> Targets { get; init; } = new Dictionary<string, int>();

    /// <summary>Proxies whose last answer was taken.</summary>
    public int Answering { get; init; }

    /// <summary>Proxies whose last answer was not.</summary>
    public int Failing { get; init; }

    /// <summary>Those that fail longest; at most a hundred.</summary>
    public IReadOnlyList<FailingTarget> NotAnswering { get; init; } = [];

    /// <summary>Proxies that are not asked: two claim one address, or there are too many.</summary>
    public int NotAsked { get; init; }

    /// <summary>A Prometheus that is asked instead; null when none is.</summary>
    public PrometheusView? Prometheus { get; init; }

    /// <summary>Series that are remembered, and those of the last answers for which there was no room.</summary>
    public int Series { get; init; }
    public long SeriesLeftOut { get; init; }

    /// <summary>Scrapes since the start, those that were not taken, and turns that passed because too many targets were slow.</summary>
    public long Scrapes { get; init; }
    public long Failed { get; init; }
    public long Skipped { get; init; }

    /// <summary>How much of it found its edge.</summary>
    public PlacingView? Placing { get; init; }
}
