using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

public sealed class PathTests : IDisposable
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int RwndLimitedAt = 176; // tcp_info.tcpi_rwnd_limited, microseconds

    private readonly LinkedPair _pair = LinkedPair.Create(TimeSpan.FromMilliseconds(2));
    private readonly ConnectionWatch _watch;

    public PathTests() => _watch = ConnectionWatch.Start([_pair.Client, _pair.Server], new WatchShape
    {
        Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
    });

    [RootFact]
    public void LostRequests_AreRetransmitsAndStallAsTheCaptureSaysAndTheTurnShows()
    {
        List<Packet> packets;
        using (var connection = ConnectedPair.Open(_pair.Client, _pair.Server, LinkedPair.ServerV4))
        using (var capture = PacketCapture.Start(_pair.Client))
        {
            // Every fourth request is lost once; its retransmission passes, because it is the fifth.
            _pair.Server.Nft(
                "add table ip loss",
                "add chain ip loss in { type filter hook input priority 0; }",
                $"add rule ip loss in tcp dport {connection.Port} tcp flags & psh == psh numgen inc mod 4 3 drop");
            Exchanges.Run(connection.Client, connection.Server, 16, new Timings());
            packets = capture.Stop(seen => seen.Where(packet => packet.Payload > 0).DistinctBy(packet => (packet.SourcePort, packet.Sequence)).Count() >= 32);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var repeated = packets
            .Where(packet => packet.Payload > 0 && packet.Source.Equals(LinkedPair.ClientV4))
            .GroupBy(packet => packet.Sequence).Where(same => same.Count() > 1).ToList();
        Assert.NotEmpty(repeated);
        Assert.True(repeated.Sum(same => same.Count() - 1) == client.Retransmits, string.Join("\n", packets));
        Assert.Equal(0u, client.SynRetransmits);
        var wire = repeated.Sum(same => same.Last().TimeNs - same.First().TimeNs);
        Assert.InRange(client.StallNs / 1e6, (wire / 1e6 * 0.95) - 1, (wire / 1e6 * 1.05) + 1);
        var measured = _watch.Drain();
        var counters = measured.Counters[client.Event.Flow];
        Assert.Equal((client.Retransmits, client.StallNs), (counters.Retransmits, counters.StallNs));
        Assert.Equal(16, measured.Count(Signal.Turn));

        // One sample for each time that it stood still: retransmissions come in a row, or after progress.
        var stalls = measured.Samples[new SampleKey { Flow = client.Event.Flow, Signal = Signal.Stall }];
        ReadOnlySpan<uint> buckets = stalls.Buckets;
        Assert.InRange(buckets.ToArray().Sum(count => count), 1, repeated.Count);
        Assert.Equal(client.StallNs, stalls.SumNs);
    }

    [RootFact]
    public void FullReceiveWindow_IsLimitedTimeOfTheSender()
    {
        TimeSpan all;
        using (var connection = ConnectedPair.Open(_pair.Client, _pair.Server, LinkedPair.ServerV4))
        {
            connection.Client.SendBufferSize = 4_000_000;
            var sending = new Thread(() => connection.Client.Send(new byte[8_000_000])) { IsBackground = true };
            var begun = Stopwatch.GetTimestamp();
            sending.Start();
            Eventually.True(() => WindowLimited(connection.Client) > TimeSpan.FromMilliseconds(300), "TCP itself counts the time");
            Drink(connection.Server, 8_000_000);
            sending.Join();
            all = Stopwatch.GetElapsedTime(begun);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.InRange(client.RwndLimitedNs, 300_000_000, all.TotalNanoseconds);
        Assert.Equal(8_000_000UL, client.BytesSent);
        Assert.Equal(8_000_000UL, Assert.Single(_watch.Closed(Role.Server, 1)).BytesReceived);
    }

    [RootFact]
    public void Resets_AreToldByBothEnds()
    {
        using (var connection = ConnectedPair.Open(_pair.Client, _pair.Server, LinkedPair.ServerV4))
        {
            connection.Client.LingerState = new LingerOption(true, 0);
            connection.Client.Dispose();
            connection.Server.Poll(TimeSpan.FromMinutes(1), SelectMode.SelectRead);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var server = Assert.Single(_watch.Closed(Role.Server, 1));
        Assert.Equal((1, 0), (client.ResetOut, client.ResetIn));
        Assert.Equal((0, 1), (server.ResetOut, server.ResetIn));
        var measured = _watch.Drain();
        Assert.Equal(1UL, measured.Sum(counters => counters.ResetsOut));
        Assert.Equal(1UL, measured.Sum(counters => counters.ResetsIn));
    }

    [RootFact]
    public void Walk_OverLiveConnections_TellsThemAndTheirRoundTrips()
    {
        _watch.Change(settings => settings with { SlowHandshakeNs = 10_000_000_000 });
        using var connection = ConnectedPair.Open(_pair.Client, _pair.Server, LinkedPair.ServerV4);
        Exchanges.Run(connection.Client, connection.Server, 5, new Timings());
        Assert.Empty(_watch.Of(EventType.Established));

        _watch.Walk();

        Assert.Equal([Role.Client, Role.Server], _watch.Of(EventType.Established).Select(one => one.Role).Order());
        var first = _watch.Drain();
        Assert.Equal(2UL, first.Sum(counters => counters.Live));
        Assert.InRange(first.Counters.Values.Max(counters => counters.MinRttUs), 3_900UL, 500_000UL);
        Assert.InRange(first.Sum(counters => counters.SrttUsSum) / 2, 3_900UL, 500_000UL);
        Assert.Equal(5UL * 27, first.Counters.Values.Min(counters => counters.BytesSent));

        _watch.Walk();

        Assert.Equal(2, _watch.Of(EventType.Established).Count());
        Assert.Equal(0UL, _watch.Drain().Sum(counters => counters.BytesSent));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _pair.Dispose();
    }

    private static TimeSpan WindowLimited(Socket socket)
    {
        Span<byte> info = stackalloc byte[RwndLimitedAt + sizeof(ulong)];
        socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
        return TimeSpan.FromMicroseconds(BinaryPrimitives.ReadUInt64LittleEndian(info[RwndLimitedAt..]));
    }

    private static void Drink(Socket socket, int count)
    {
        var buffer = new byte[262_144];
        while (count > 0)
        {
            count -= socket.Receive(buffer);
        }
    }
}
