using System.Buffers.Binary;
using System.Net;

namespace Kernel.Tests;

/// <summary>Reads a nanosecond pcap file (magic 0xa1b23c4d, host order) of raw IP packets, as tcpdump writes it for a TUN device.</summary>
internal static class CaptureFile
{
    private const uint NanosecondMagic = 0xa1b23c4d;
    private const int FileHeader = 24;
    private const int RecordHeader = 16;

    public static List<Packet> Read(byte[] file)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(file) != NanosecondMagic)
        {
            throw new InvalidDataException("This is not a nanosecond capture of this machine's byte order.");
        }

        var packets = new List<Packet>();
        for (var at = FileHeader; at + RecordHeader <= file.Length;)
        {
            var header = file.AsSpan(at, RecordHeader);
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
            var time = (BinaryPrimitives.ReadUInt32LittleEndian(header) * 1_000_000_000L) + BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            at += RecordHeader;
            if (at + length > file.Length)
            {
                break;
            }

            packets.Add(file[at] >> 4 == 4 ? FromV4(time, file.AsSpan(at, length)) : FromV6(time, file.AsSpan(at, length)));
            at += length;
        }

        return packets;
    }

    private static Packet FromV4(long time, ReadOnlySpan<byte> ip)
    {
        var header = (ip[0] & 15) * 4;
        var total = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        return From(time, new IPAddress(ip.Slice(12, 4)), ip[header..], total - header);
    }

    private static Packet FromV6(long time, ReadOnlySpan<byte> ip) =>
        From(time, new IPAddress(ip.Slice(8, 16)), ip[40..], BinaryPrimitives.ReadUInt16BigEndian(ip[4..]));

    private static Packet From(long time, IPAddress source, ReadOnlySpan<byte> tcp, int length) => new(
        time,
        source,
        BinaryPrimitives.ReadUInt16BigEndian(tcp),
        BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]),
        BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
        BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]),
        (TcpFlags)(tcp[13] & 0x1f),
        length - ((tcp[12] >> 4) * 4));
}
