using System.Buffers.Text;
using System.Net;
using System.Runtime.InteropServices;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Listeners;

/// <summary>Listening sockets in <c>/proc/PID/net/tcp</c> and <c>tcp6</c>: without drops, limit and cookie.</summary>
internal static class ProcNetTcp
{
    private const int LongestAddress = 16;
    private static ReadOnlySpan<byte> Listening => "0A"u8;

    //   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    //    0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000  1000        0 31337 1 0000000000000000 100 0 0 10 0
    public static void Read(ReadOnlySpan<byte> text, NetworkNamespace here, List<ListeningSocket> into)
    {
        var lines = new Lines(text);
        while (lines.Next(out var line))
        {
            if (Parse(line, here) is { } socket)
            {
                into.Add(socket);
            }
        }
    }

    private static ListeningSocket? Parse(ReadOnlySpan<byte> line, NetworkNamespace here)
    {
        var words = new Words(line);
        if (!words.Skip(1) || !words.Next(out var local) || !words.Skip(1)
            || !words.Next(out var state) || !state.SequenceEqual(Listening)
            || !words.Next(out var queues) || !words.Skip(2)
            || !words.NextNumber(out var user) || !words.Skip(1) || !words.NextNumber(out var inode)
            || !Words.Cut(ref local, (byte)':', out var address) || !Words.Cut(ref queues, (byte)':', out _))
        {
            return null;
        }

        return Address(address) is { } bound && Hexadecimal(local, out var port) && Hexadecimal(queues, out var backlog)
            ? new ListeningSocket(here.Inode, here.Cookie, bound, (ushort)port, inode, 0, (uint)user, null, backlog, null)
            : null;
    }

    // Words of 32 bits, each written as the number that the machine makes of its four bytes.
    private static IPAddress? Address(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[LongestAddress];
        var length = text.Length / 2;
        if (length is not (4 or LongestAddress))
        {
            return null;
        }

        for (var at = 0; at < length; at += sizeof(uint))
        {
            if (!Hexadecimal(text.Slice(at * 2, 8), out var word))
            {
                return null;
            }

            MemoryMarshal.Write(bytes[at..], word);
        }

        return new IPAddress(bytes[..length]);
    }

    private static bool Hexadecimal(ReadOnlySpan<byte> text, out uint number) =>
        Utf8Parser.TryParse(text, out number, out var used, 'x') && used == text.Length;
}
