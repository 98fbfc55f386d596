namespace MeshLens.Metrics.Tracking;

/// <summary>What became of a scrape.</summary>
public enum ScrapeOutcome : byte
{
    /// <summary>The first of its target: it says where counters stand, and nothing about now.</summary>
    First,
    Taken,

    /// <summary>Not later than the one before: another answer to the same question, or one that was overtaken. Not counted.</summary>
    Late,

    /// <summary>The text had a mistake. Nothing of it was counted; the next one is compared with the one before.</summary>
    Malformed,
}
