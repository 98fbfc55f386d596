namespace MeshLens.Metrics.Scraping;

/// <summary>Where in an interval somebody has his turn: the same after every restart, and evenly spread over many.</summary>
internal static class Spread
{
    /// <summary>From 0 up to, not including, 1.</summary>
    public static double Of(string name)
    {
        // FNV-1a, then mixed: addresses of a mesh differ in their last digits alone.
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL;
        return (hash >> 11) / (double)(1UL << 53);
    }
}
