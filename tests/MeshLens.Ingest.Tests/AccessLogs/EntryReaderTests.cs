using CsCheck;
using Envoy.Data.Accesslog.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.Tests.AccessLogs;

/// <summary>The reader by hand against the generated parser.</summary>
public sealed class EntryReaderTests
{
    private static readonly Gen<Duration?> Durations =
        Gen.Select(Gen.Bool, Gen.Long[0, 86_000], Gen.Int[0, 999_999_999]).Select(each => each.Item1 ? new Duration { Seconds = each.Item2, Nanos = each.Item3 } : null);

    [Fact]
    public void ReadHttp_AnyEntry_ReadsWhatTheGeneratedParserReads() =>
        Gen.Select(Durations.Array[8], Gen.Int[0, 1_000], Gen.UInt[0, 999], Gen.Int[0, (1 << 12) - 1], Gen.String).Sample(each =>
        {
            var entry = Entry(each.Item1, each.Item2, each.Item3, each.Item4, each.Item5);
            var reader = new EntryReader();
            Assert.True(reader.ReadHttp(entry.ToByteArray()));
            Same(HTTPAccessLogEntry.Parser.ParseFrom(entry.ToByteArray()), reader.Record);
        });

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 300], Gen.Byte).Sample(each =>
        {
            var (noise, at, changed) = each;
            var reader = new EntryReader();
            reader.ReadHttp(noise);
            reader.ReadTcp(noise);
            PeerReader.Read(noise);
            FlatPeer.Read(noise);
            var entry = Entries.Request();
            entry.CommonProperties.FilterStateObjects["upstream_peer"] = Entries.Peer("a", "b");
            var bytes = entry.ToByteArray();
            bytes[at % bytes.Length] = changed;
            reader.ReadHttp(bytes);
            reader.ReadHttp(bytes.AsSpan(0, at % bytes.Length));
        });

    [Fact]
    public void Peer_BothForms_NameTheWorkload()
    {
        Assert.Equal(new MeshPeer("shop", "cart"), PeerReader.Read(Entries.Peer("shop", "cart").ToByteArray()));
        var old = Any.Pack(new BytesValue { Value = ByteString.CopyFrom(FlatTable("cart-5d8f7c9b6d-x2x9k", "shop", "cart")) });
        Assert.Equal(new MeshPeer("shop", "cart", Pod: "cart-5d8f7c9b6d-x2x9k"), PeerReader.Read(old.ToByteArray()));
    }

    [Fact]
    public void ReadTcp_Connection_IsALifetimeWithBytes()
    {
        var entry = new TCPAccessLogEntry
        {
            CommonProperties = new() { Duration = Entries.Ms(5000), AccessLogType = AccessLogType.TcpConnectionEnd, UpstreamCluster = "inbound|3306||" },
            ConnectionProperties = new() { ReceivedBytes = 7, SentBytes = 9 },
        };
        var reader = new EntryReader();

        Assert.True(reader.ReadTcp(entry.ToByteArray()));

        var parts = reader.Record.TakeApart();
        Assert.Equal((5_000_000_000, -1, 7UL, 9UL), (parts[(int)HopPart.Lifetime], parts[(int)HopPart.Total], reader.Record.BytesReceived, reader.Record.BytesSent));
    }

    [Fact]
    public void ReadHttp_TagsOfTheConnection_AreReadUnderTheNamesOfAttributes()
    {
        var entry = Entries.Request();
        entry.CommonProperties.CustomTags.Add(new Dictionary<string, string> { ["us_cx_connect_us"] = "3000", ["us_cx_tls_us"] = "-", ["us_cx_pool_ms"] = "9", ["duration"] = "1", ["mine"] = "5" });
        var reader = new EntryReader();

        Assert.True(reader.ReadHttp(entry.ToByteArray()));

        Assert.Equal(new ConnectionTimes(3_000_000, null, 9_000_000), reader.Record.Connection);
        Assert.Equal(90_000_000, reader.Record.Times.Ended);
    }

    [Fact]
    public void Read_AProviderOfTheOtherKind_IsToldByTheTypeOfTheRecord()
    {
        var reader = new EntryReader();
        var connection = Entries.Request();
        connection.CommonProperties.AccessLogType = AccessLogType.TcpConnectionEnd;

        Assert.True(reader.ReadHttp(connection.ToByteArray()));
        Assert.Equal((AccessProtocol.Tcp, true), (reader.Record.Protocol, reader.Record.IsEnd));

        Assert.True(reader.ReadTcp(new TCPAccessLogEntry { CommonProperties = Entries.Request().CommonProperties }.ToByteArray()));
        Assert.Equal((AccessProtocol.Http, true), (reader.Record.Protocol, reader.Record.IsEnd));
    }

    private static HTTPAccessLogEntry Entry(Duration?[] times, int cluster, uint status, int flags, string path) => new()
    {
        CommonProperties = new()
        {
            TimeToLastRxByte = times[0],
            TimeToFirstUpstreamTxByte = times[1],
            TimeToLastUpstreamTxByte = times[2],
            TimeToFirstUpstreamRxByte = times[3],
            TimeToLastUpstreamRxByte = times[4],
            TimeToFirstDownstreamTxByte = times[5],
            TimeToLastDownstreamTxByte = times[6],
            Duration = times[7],
            UpstreamCluster = $"outbound|{cluster}||a.b.svc.cluster.local",
            UpstreamRemoteAddress = Entries.Address($"10.0.{cluster % 200}.1", (uint)cluster),
            UpstreamRequestAttemptCount = (uint)cluster,
            RouteName = path,
            AccessLogType = (AccessLogType)(cluster % 15),
            ResponseFlags = new()
            {
                FailedLocalHealthcheck = (flags & 1) != 0,
                NoHealthyUpstream = (flags & 2) != 0,
                UpstreamConnectionFailure = (flags & 4) != 0,
                RateLimited = (flags & 8) != 0,
                UnauthorizedDetails = (flags & 16) != 0 ? new() { Reason = Envoy.Data.Accesslog.V3.ResponseFlags.Types.Unauthorized.Types.Reason.ExternalService } : null,
                DnsResolutionFailure = (flags & 32) != 0,
            },
        },
        Request = new() { Path = path, RequestHeaders = { [path] = path } },
        Response = new() { ResponseCode = status, ResponseCodeDetails = path },
    };

    private static void Same(HTTPAccessLogEntry expected, AccessRecord read)
    {
        var (common, times) = (expected.CommonProperties, read.Times);
        Assert.Equal(Ns(common.TimeToLastRxByte), times.RequestReceived);
        Assert.Equal(Ns(common.TimeToFirstUpstreamTxByte), times.UpstreamBegan);
        Assert.Equal(Ns(common.TimeToLastUpstreamTxByte), times.UpstreamSent);
        Assert.Equal(Ns(common.TimeToFirstUpstreamRxByte), times.ResponseBegan);
        Assert.Equal(Ns(common.TimeToLastUpstreamRxByte), times.ResponseReceived);
        Assert.Equal(Ns(common.TimeToFirstDownstreamTxByte), times.DownstreamBegan);
        Assert.Equal(Ns(common.TimeToLastDownstreamTxByte), times.DownstreamSent);
        Assert.Equal(common.Duration is null ? Math.Max(times.DownstreamSent, times.ResponseReceived) : Ns(common.Duration), times.Ended);
        Assert.Equal((common.UpstreamCluster, common.RouteName, expected.Response.ResponseCodeDetails), (read.Cluster, read.Route, read.Details));
        Assert.Equal(((int)expected.Response.ResponseCode.GetValueOrDefault(), (int)common.UpstreamRequestAttemptCount), (read.Status, read.Attempts));
        var socket = common.UpstreamRemoteAddress.SocketAddress;
        Assert.Equal($"{socket.Address}:{socket.PortValue}", read.UpstreamRemote.ToString());
        Assert.Equal(common.AccessLogType is AccessLogType.NotSet or AccessLogType.TcpConnectionEnd or AccessLogType.DownstreamEnd, read.IsEnd);
        Assert.Equal(
            Envoy.Data.Accesslog.V3.ResponseFlags.Descriptor.Fields.InFieldNumberOrder().Where(field => field.Accessor.GetValue(common.ResponseFlags) is true or IMessage).Select(field => field.FieldNumber),
            Enumerable.Range(0, 64).Where(flag => (read.Flags.Bits >> flag & 1) != 0));
    }

    private static long Ns(Duration? duration) => duration is null ? -1 : (duration.Seconds * 1_000_000_000) + duration.Nanos;

    // Root, list of five fields, table, texts: as a FlatBuffers writer would lay it out.
    private static byte[] FlatTable(string name, string ns, string workload)
    {
        using var bytes = new MemoryStream();
        using var write = new BinaryWriter(bytes);
        write.Write(20);
        foreach (var entry in (short[])[14, 16, 4, 8, 0, 0, 12, 0])
        {
            write.Write(entry);
        }

        write.Write(16);
        string[] texts = [name, ns, workload];
        var place = 36;
        for (var each = 0; each < texts.Length; each++)
        {
            write.Write(place - (24 + (4 * each)));
            place += 4 + texts[each].Length;
        }

        foreach (var text in texts)
        {
            write.Write(text.Length);
            write.Write(System.Text.Encoding.ASCII.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
