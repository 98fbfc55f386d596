using MeshLens.Metrics.Meaning;

namespace MeshLens.Metrics.Tracking;

/// <summary>What is remembered of one series of one target.</summary>
internal sealed class TrackedSeries(SeriesMeaning meaning)
{
    public SeriesMeaning Meaning => meaning;

    /// <summary>What the last scrape that had it said.</summary>
    public double Last { get; set; }

    /// <summary>What the scrape that is being read says.</summary>
    public double Next { get; set; }

    /// <summary>Number of the scrape that <see cref="Next"/> is of.</summary>
    public long Scrape { get; set; }

    /// <summary>Whether <see cref="Last"/> holds anything.</summary>
    public bool IsKnown { get; set; }

    /// <summary>
    /// Counts from zero when nothing is known of it: what was not there at the last scrape began since. Not so when that is not
    /// sure, since a counter of years would be taken for a burst.
    /// </summary>
    public bool BeganAtZero { get; set; }

    /// <summary>Scrapes in a row without it.</summary>
    public int Missed { get; set; }
}
