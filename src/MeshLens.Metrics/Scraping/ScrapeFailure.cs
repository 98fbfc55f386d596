namespace MeshLens.Metrics.Scraping;

/// <summary>Why a target gave nothing.</summary>
public enum ScrapeFailure : byte
{
    None,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>No answer, or not all of it, in time.</summary>
    TimedOut,

    /// <summary>An answer that is not 200.</summary>
    Refused,

    /// <summary>A text with a mistake, or one that is too long.</summary>
    Malformed,

    /// <summary>A scrape that is not later than the one before.</summary>
    Late,

    /// <summary>What it said could not be used, for a reason of this server's.</summary>
    NotTaken,
}
