using System.Buffers.Text;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>An OTLP <c>AnyValue</c>. Envoy formats texts; others may send numbers.</summary>
internal readonly ref struct AttributeValue
{
    private const int String = 1;
    private const int Bool = 2;
    private const int Int = 3;
    private const int Double = 4;
    private const int KeyValues = 6;

    private readonly long? _number;

    public AttributeValue(ReadOnlySpan<byte> message)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case String when !reader.IsNumber:
                    Text = reader.Bytes;
                    break;
                case Bool or Int when reader.IsNumber:
                    _number = reader.Signed;
                    break;
                case Double when reader.IsNumber:
                    _number = Whole(BitConverter.UInt64BitsToDouble(reader.Number));
                    break;
                case KeyValues when !reader.IsNumber:
                    Pairs = reader.Bytes;
                    break;
            }
        }

        IsBroken = reader.IsBroken;
    }

    /// <summary>These bytes are no value.</summary>
    public bool IsBroken { get; }

    /// <summary>What was formatted; empty when it is a number.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>A <c>KeyValueList</c>; empty when it is something else.</summary>
    public ReadOnlySpan<byte> Pairs { get; }

    /// <summary>Whether it says that there is nothing to say: Envoy's dash.</summary>
    public bool IsNothing => _number is null && (Text.IsEmpty || Text.SequenceEqual("-"u8));

    /// <summary>The number; false when it is none.</summary>
    public bool TryNumber(out long number)
    {
        number = _number ?? 0;
        if (_number is not null || (Utf8Parser.TryParse(Text, out number, out var read) && read == Text.Length))
        {
            return true;
        }

        // Some proxies write large round numbers as 1e+05.
        var isNumber = Utf8Parser.TryParse(Text, out double real, out read) && read == Text.Length && Whole(real) is not null;
        number = isNumber ? Whole(real)!.Value : 0;
        return isNumber;
    }

    private static long? Whole(double number) => Math.Abs(number) < 1e18 ? (long)number : null;
}
