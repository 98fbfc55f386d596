using MeshLens.Agent.Host;

namespace MeshLens.Agent.Listeners;

/// <summary>How often the listening sockets of a whole namespace turned a connection away (<c>/proc/PID/net/netstat</c>).</summary>
internal static class ListenDrops
{
    // TcpExt: SyncookiesSent SyncookiesRecv … ListenOverflows ListenDrops …
    // TcpExt: 0 0 … 17 17 …
    /// <summary>ListenDrops, which contains ListenOverflows. Null when the text does not have it.</summary>
    public static ulong? Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> names = default;
        var lines = new Lines(text);
        while (lines.Next(out var line))
        {
            if (!line.StartsWith("TcpExt:"u8))
            {
                continue;
            }

            if (!names.IsEmpty)
            {
                return Value(names, line);
            }

            names = line;
        }

        return null;
    }

    private static ulong? Value(ReadOnlySpan<byte> names, ReadOnlySpan<byte> values)
    {
        var name = new Words(names);
        var value = new Words(values);
        while (name.Next(out var word) && value.Next(out var number))
        {
            if (word.SequenceEqual("ListenDrops"u8))
            {
                return Words.Number(number, out var drops) ? drops : null;
            }
        }

        return null;
    }
}
