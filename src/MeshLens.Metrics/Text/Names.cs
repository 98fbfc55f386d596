using System.Buffers;

namespace MeshLens.Metrics.Text;

/// <summary>What names are made of: letters, digits, underscores, and colons in those of metrics.</summary>
internal static class Names
{
    private static readonly SearchValues<byte> Metric = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8);
    private static readonly SearchValues<byte> Label = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    /// <summary>Bytes of the metric name that the text begins with; 0 when it begins with none.</summary>
    public static int MetricLength(ReadOnlySpan<byte> text) => Length(text, Metric);

    /// <summary>Bytes of the label name that the text begins with; 0 when it begins with none.</summary>
    public static int LabelLength(ReadOnlySpan<byte> text) => Length(text, Label);

    /// <summary>A byte as a message can show it.</summary>
    public static string Show(byte symbol) => symbol is > 0x20 and < 0x7F ? $"'{(char)symbol}'" : symbol switch
    {
        (byte)' ' => "a space",
        (byte)'\t' => "a tab",
        (byte)'\r' => "a carriage return",
        _ => $"the byte 0x{symbol:X2}",
    };

    private static int Length(ReadOnlySpan<byte> text, SearchValues<byte> allowed)
    {
        if (text.IsEmpty || text[0] is >= (byte)'0' and <= (byte)'9')
        {
            return 0;
        }

        var end = text.IndexOfAnyExcept(allowed);
        return end < 0 ? text.Length : end;
    }
}
