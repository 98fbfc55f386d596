namespace MeshLens.Lab.Http;

/// <summary>What the lab needs to know of a message's first lines.</summary>
/// <param name="Status">Status code of a response, 0 for a request.</param>
/// <param name="BodyBytes">Content-Length, 0 without one.</param>
/// <param name="KeepAlive">The connection may carry another message.</param>
internal readonly record struct HttpHead(int Status, int BodyBytes, bool KeepAlive)
{
    /// <summary>Reads the head from the bytes before the empty line.</summary>
    /// <example>
    /// <code>
    /// HTTP/1.1 200 OK\r\n
    /// Content-Length: 600\r\n
    /// Connection: close\r\n
    /// </code>
    /// </example>
    public static bool TryParse(ReadOnlySpan<byte> lines, out HttpHead head)
    {
        head = default;
        var first = NextLine(ref lines);
        var status = 0;
        if (first.StartsWith("HTTP/1.1 "u8) && (first.Length < 12 || !TryNumber(first[9..12], out status)))
        {
            return false;
        }

        var body = 0;
        var keepAlive = true;
        while (!lines.IsEmpty)
        {
            var line = NextLine(ref lines);
            if (TryValue(line, "Content-Length:"u8, out var length) && !TryNumber(length, out body))
            {
                return false;
            }

            keepAlive &= !(TryValue(line, "Connection:"u8, out var connection) && connection.SequenceEqual("close"u8));
        }

        head = new HttpHead(status, body, keepAlive);
        return true;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> lines)
    {
        var end = lines.IndexOf("\r\n"u8);
        var line = end < 0 ? lines : lines[..end];
        lines = end < 0 ? default : lines[(end + 2)..];
        return line;
    }

    private static bool TryValue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var found = line.StartsWith(name);
        value = found ? line[name.Length..].Trim((byte)' ') : default;
        return found;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number) =>
        int.TryParse(digits, System.Globalization.NumberStyles.None, null, out number);
}
