using System.Globalization;

namespace MeshLens.Agent.Options;

/// <summary>Durations as people write them: <c>250us</c>, <c>5ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>.</summary>
internal static class DurationText
{
    // Longest suffix first, so that "ms" is not read as "s".
    private static readonly (string Suffix, double Seconds)[] Units =
        [("us", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600)];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (suffix, seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal) &&
                double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) &&
                value * seconds < TimeSpan.MaxValue.TotalSeconds)
            {
                duration = TimeSpan.FromSeconds(value * seconds);
                return true;
            }
        }

        return text == "0";
    }

    public static string Format(TimeSpan duration)
    {
        foreach (var (suffix, seconds) in Units.Reverse())
        {
            var value = duration.TotalSeconds / seconds;
            if (value >= 1)
            {
                return value.ToString("0.###", CultureInfo.InvariantCulture) + suffix;
            }
        }

        return "0";
    }
}
