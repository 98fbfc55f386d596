using MeshLens.Metrics.Discovery;

namespace MeshLens.Metrics.Scraping;

/// <summary>How the scraping goes.</summary>
public sealed record ScrapeStatus
{
    /// <summary>Targets that are asked, by kind.</summary>
    public IReadOnlyDictionary<TargetKind, int> Kinds { get; init; } = new Dictionary<TargetKind, int>();

    /// <summary>Targets whose last answer was taken.</summary>
    public int Answering { get; init; }

    /// <summary>Targets whose last answer was not, those that fail longest first; at most a hundred.</summary>
    public IReadOnlyList<TargetTrouble> Troubles { get; init; } = [];

    /// <summary>How many those are altogether.</summary>
    public int Failing { get; init; }

    /// <summary>Addresses that two proxies claim, and that are not asked.</summary>
    public int Ambiguous { get; init; }

    /// <summary>Targets beyond the most that are asked.</summary>
    public int TargetsLeftOut { get; init; }

    /// <summary>Series that are remembered.</summary>
    public int Series { get; init; }

    /// <summary>Series of the last answers for which there was no room.</summary>
    public long SeriesLeftOut { get; init; }

    /// <summary>Answers since the start, taken or not.</summary>
    public long Scrapes { get; init; }

    /// <summary>Answers that were not taken.</summary>
    public long Failed { get; init; }

    /// <summary>Turns that passed because too many targets were slow.</summary>
    public long Skipped { get; init; }
}
