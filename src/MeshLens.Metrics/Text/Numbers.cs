using System.Globalization;
using System.Text;

namespace MeshLens.Metrics.Text;

/// <summary>Values and time stamps. Decimal notation, <c>NaN</c> and <c>Inf</c> in any case; no hexadecimal numbers, no underscores.</summary>
internal static class Numbers
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int ExactDigits = 15;

    // A decimal with up to 15 digits and its power of ten are exact as doubles, so one division rounds once: rightly (Clinger 1990).
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static bool TryReadValue(ReadOnlySpan<byte> word, out double value)
    {
        var (digits, point) = (0L, -1);
        if (word.Length is 0 or > ExactDigits)
        {
            return TryReadAny(word, out value);
        }

        for (var at = 0; at < word.Length; at++)
        {
            var digit = word[at] - (uint)'0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (word[at] == '.' && point < 0)
            {
                point = at;
            }
            else
            {
                return TryReadAny(word, out value);
            }
        }

        value = point < 0 ? digits : digits / PowersOfTen[word.Length - 1 - point];
        return word.Length > 1 || point < 0;
    }

    /// <summary>Prometheus: whole milliseconds.</summary>
    public static bool TryReadMilliseconds(ReadOnlySpan<byte> word, out long milliseconds) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds) && word[^1] != 0;

    /// <summary>OpenMetrics: seconds with a fraction.</summary>
    public static bool TryReadSeconds(ReadOnlySpan<byte> word, out long milliseconds)
    {
        milliseconds = 0;
        if (!TryReadValue(word, out var seconds) || !double.IsFinite(seconds) || Math.Abs(seconds) > long.MaxValue / 2000)
        {
            return false;
        }

        milliseconds = (long)(seconds * 1000);
        return true;
    }

    // The parser of .NET would also take trailing NULs and texts of its own for infinity, and turns what is too large into infinity.
    private static bool TryReadAny(ReadOnlySpan<byte> word, out double value) =>
        word.IndexOfAnyExcept("0123456789+-.eE"u8) < 0
            ? double.TryParse(word, Decimal, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)
            : TryReadSpecial(word, out value);

    private static bool TryReadSpecial(ReadOnlySpan<byte> word, out double value)
    {
        var sign = word[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        if (sign == 0 && Ascii.EqualsIgnoreCase(word, "nan"u8))
        {
            value = double.NaN;
            return true;
        }

        value = word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(word[sign..], "inf"u8) || Ascii.EqualsIgnoreCase(word[sign..], "infinity"u8);
    }
}
