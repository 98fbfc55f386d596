namespace MeshLens.Metrics.Text;

/// <summary>
/// <c>\\</c>, <c>\"</c> and <c>\n</c>. Any other character after a backslash stays as it is written, backslash included: that is
/// how Prometheus reads it.
/// </summary>
internal static class Escapes
{
    public static ReadOnlySpan<byte> Resolve(ReadOnlySpan<byte> written)
    {
        var resolved = new byte[written.Length];
        var length = 0;
        for (var at = 0; at < written.Length; at++)
        {
            resolved[length++] = written[at];
            if (written[at] == '\\' && at + 1 < written.Length && written[at + 1] is (byte)'\\' or (byte)'"' or (byte)'n')
            {
                resolved[length - 1] = written[++at] == 'n' ? (byte)'\n' : written[at];
            }
        }

        return resolved.AsSpan(0, length);
    }
}
