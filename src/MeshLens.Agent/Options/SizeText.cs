using System.Globalization;

namespace MeshLens.Agent.Options;

/// <summary>Sizes in bytes as people write them: <c>4096</c>, <c>64KiB</c>, <c>16MiB</c>.</summary>
internal static class SizeText
{
    private static readonly (string Suffix, long Bytes)[] Units = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("", 1)];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (suffix, factor) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                var digits = text.AsSpan(0, text.Length - suffix.Length);
                return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && TryScale(ref bytes, factor);
            }
        }

        return false;
    }

    public static string Format(long bytes)
    {
        foreach (var (suffix, factor) in Units)
        {
            if (bytes >= factor && bytes % factor == 0)
            {
                return (bytes / factor).ToString(CultureInfo.InvariantCulture) + suffix;
            }
        }

        return "0";
    }

    private static bool TryScale(ref long value, long factor)
    {
        if (value > long.MaxValue / factor)
        {
            return false;
        }

        value *= factor;
        return true;
    }
}
