using System.Buffers.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs.Logs;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>Reads <c>AccessLogCommon</c>, which requests and connections share.</summary>
internal sealed class CommonReader(EntryReader texts)
{
    // Of AccessLogType: the ends of streams and connections. A proxy before 1.26 says nothing and logs ends alone.
    private const ulong NotSet = 0;
    private const ulong TcpConnectionEnd = 3;
    private const ulong DownstreamEnd = 6;

    // The last field that proxies of today write.
    private const int AccessLogType = 33;

    public bool Read(ReadOnlySpan<byte> common, AccessRecord record)
    {
        var times = HopTimes.None;
        var isWhole = true;
        record.IsTerse = true;
        var reader = new WireReader(common);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2: record.DownstreamRemote = texts.Socket(reader.Bytes); break;
                case 3: record.DownstreamLocal = texts.Socket(reader.Bytes); break;
                case 5: record.Began = Time(reader.Bytes); break;
                case 6: isWhole &= Duration(reader.Bytes, out times.RequestReceived); break;
                case 7: isWhole &= Duration(reader.Bytes, out times.UpstreamBegan); break;
                case 8: isWhole &= Duration(reader.Bytes, out times.UpstreamSent); break;
                case 9: isWhole &= Duration(reader.Bytes, out times.ResponseBegan); break;
                case 10: isWhole &= Duration(reader.Bytes, out times.ResponseReceived); break;
                case 11: isWhole &= Duration(reader.Bytes, out times.DownstreamBegan); break;
                case 12: isWhole &= Duration(reader.Bytes, out times.DownstreamSent); break;
                case 23: isWhole &= Duration(reader.Bytes, out times.Ended); break;
                case 13: record.UpstreamRemote = texts.Socket(reader.Bytes); break;
                case 14: record.UpstreamLocal = texts.Socket(reader.Bytes); break;
                case 15: record.Cluster = texts.Text(reader.Bytes); break;
                case 16: record.Flags = Flags(reader.Bytes); break;
                case 18: record.TransportFailure = texts.Text(reader.Bytes); break;
                case 19: record.Route = texts.Text(reader.Bytes); break;
                case 21: FilterState(reader.Bytes, record); break;
                case 22: Tag(reader.Bytes, record); break;
                case 24: record.Attempts = (int)Math.Min(reader.Number, ushort.MaxValue); break;
                case AccessLogType: Type(reader.Number, record); break;
                case > AccessLogType: record.HasNewFields = true; break;
            }
        }

        // Proxies before 1.24 have no duration of their own.
        times.Ended = times.Ended < 0 ? Math.Max(times.DownstreamSent, times.ResponseReceived) : times.Ended;
        record.Times = times;
        return isWhole && !reader.IsBroken;
    }

    // Istio gives a provider to requests and connections alike, whichever it is for, so the kind of message does not tell them apart.
    private static void Type(ulong type, AccessRecord record)
    {
        record.IsTerse = type == NotSet;
        record.IsEnd = type is NotSet or TcpConnectionEnd or DownstreamEnd;
        record.Protocol = type switch { TcpConnectionEnd => AccessProtocol.Tcp, DownstreamEnd => AccessProtocol.Http, _ => record.Protocol };
    }

    private void FilterState(ReadOnlySpan<byte> entry, AccessRecord record)
    {
        ReadOnlySpan<byte> key = default, value = default;
        var reader = new WireReader(entry);
        while (reader.Next())
        {
            key = reader.Field == 1 ? reader.Bytes : key;
            value = reader.Field == 2 ? reader.Bytes : value;
        }

        if (key.SequenceEqual("upstream_peer"u8) || key.SequenceEqual("wasm.upstream_peer"u8))
        {
            record.Destination = texts.Peer(value) ?? record.Destination;
        }
        else if (key.SequenceEqual("downstream_peer"u8) || key.SequenceEqual("wasm.downstream_peer"u8))
        {
            record.Source = texts.Peer(value) ?? record.Source;
        }
    }

    // Entries have no field for connecting; a proxy from 1.37 on can be told to write it as tags, under the names of attributes.
    private void Tag(ReadOnlySpan<byte> entry, AccessRecord record)
    {
        ReadOnlySpan<byte> key = default, value = default;
        var reader = new WireReader(entry);
        while (reader.Next())
        {
            key = reader.Field == 1 ? reader.Bytes : key;
            value = reader.Field == 2 ? reader.Bytes : value;
        }

        if (Utf8Parser.TryParse(value, out long number, out var read) && read == value.Length && number >= 0)
        {
            AttributeNumbers.TrySetConnection(record, texts.Attribute(key), number);
        }
    }

    // One field per flag; the one that is a message says no more than that it is there.
    private static ResponseFlags Flags(ReadOnlySpan<byte> message)
    {
        var flags = default(ResponseFlags);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (!reader.IsNumber || reader.Number != 0)
            {
                flags = flags.With(reader.Field <= (int)ResponseFlag.DownstreamRemoteReset ? (ResponseFlag)reader.Field : ResponseFlag.Other);
            }
        }

        return flags;
    }

    // No real duration is longer than a day, and none is negative: an entry with one is refused as a whole.
    private static bool Duration(ReadOnlySpan<byte> message, out long nanoseconds)
    {
        long seconds = 0, nanos = 0;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            seconds = reader.Field == 1 ? reader.Signed : seconds;
            nanos = reader.Field == 2 ? reader.Signed : nanos;
        }

        nanoseconds = HopTimes.Unknown;
        if (reader.IsBroken || seconds is < 0 or > 86_400 || nanos is < 0 or > 999_999_999)
        {
            return false;
        }

        nanoseconds = (seconds * 1_000_000_000) + nanos;
        return true;
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> message)
    {
        long seconds = 0;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            seconds = reader.Field == 1 ? reader.Signed : seconds;
        }

        return seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
