namespace MeshLens.Exposition.Export;

/// <summary>Reads what a backend took a request without: <c>ExportMetricsServiceResponse.partial_success.rejected_data_points</c>.</summary>
/// <remarks>
/// <code>0A 02 08 11  field 1, two bytes: field 1, 17</code>
/// What is no such message is read as one that rejects nothing: the status said that the request was taken.
/// </remarks>
internal static class PartialSuccess
{
    private const ulong Nested = (1 << 3) | 2;
    private const ulong Rejected = 1 << 3;

    public static long RejectedIn(ReadOnlyMemory<byte> answer)
    {
        var rest = answer.Span;
        return TryVarint(ref rest, out var tag) && tag == Nested && TryVarint(ref rest, out var length) && length <= (ulong)rest.Length
            && TryVarint(ref rest, out tag) && tag == Rejected && TryVarint(ref rest, out var rejected) && rejected <= long.MaxValue
            ? (long)rejected
            : 0;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var length = 0; length < Math.Min(10, bytes.Length); length++)
        {
            value |= (ulong)(bytes[length] & 0x7F) << (7 * length);
            if (bytes[length] < 0x80)
            {
                bytes = bytes[(length + 1)..];
                return true;
            }
        }

        return false;
    }
}
