using System.Net;
using System.Net.Sockets;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

/// <summary>Every handshake, paired by its port with a capture on the client's interface: SYN out to SYN-ACK in.</summary>
public sealed class HandshakeCellTests(ITestOutputHelper output)
{
    private const double Wanted = 0.99;

    public static TheoryData<int, bool, double> Cells
    {
        get
        {
            var cells = new TheoryData<int, bool, double>();
            foreach (var version in (int[])[4, 6])
            {
                foreach (var blocking in (bool[])[true, false])
                {
                    foreach (var delay in (double[])[0, 5, 50])
                    {
                        cells.Add(version, blocking, delay);
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Handshake_ComparedWithCapture_IsWithinFivePercentOrFiftyMicroseconds(int version, bool blocking, double roundTripMs)
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(roundTripMs / 2));
        using var watch = ConnectionWatch.Start(pair.Client);
        using var listener = Listener.Open(pair.Server, version == 4 ? LinkedPair.ServerV4 : LinkedPair.ServerV6);
        using var capture = PacketCapture.Start(pair.Client);
        for (var i = 0; i < (roundTripMs > 10 ? 60 : 200); i++)
        {
            Connect(pair, listener, blocking);
        }

        var wire = WireHandshakes.By(capture.Stop(), listener.EndPoint.Port);
        var told = watch.Of(EventType.Established).ToList();

        Assert.Equal(wire.Keys.Order(), told.Select(one => (int)one.LocalPort).Order());
        Assert.All(told, one => Assert.Equal(wire[one.LocalPort].Retransmits, one.SynRetransmits));
        var right = told.Count(one => IsNear(one.HandshakeNs, wire[one.LocalPort].Nanoseconds)) / (double)told.Count;
        output.WriteLine($"{right:P1}; {WireHandshakes.Describe(told, wire)}");
        Assert.True(right >= Wanted, $"{right:P1} of {told.Count}; {WireHandshakes.Describe(told, wire)}");
    }

    [Fact]
    public void Handshake_WithLostSyns_CountsRetransmitsAsTheCapture()
    {
        using var pair = LinkedPair.Create();
        using var watch = ConnectionWatch.Start(pair.Client);
        using var listener = Listener.Open(pair.Server, LinkedPair.ServerV4);
        pair.Server.Nft(
            "add table ip loss",
            "add chain ip loss in { type filter hook input priority 0; }",
            "add rule ip loss in tcp flags & (syn | ack) == syn numgen inc mod 4 0 drop");
        using var capture = PacketCapture.Start(pair.Client);
        var clients = Enumerable.Range(0, 24).Select(_ => new Thread(() => Connect(pair, listener, blocking: true))).ToList();
        clients.ForEach(client => client.Start());
        clients.ForEach(client => client.Join());

        var wire = WireHandshakes.By(capture.Stop(), listener.EndPoint.Port);
        var told = watch.Of(EventType.Established).ToList();

        Assert.Equal(24, told.Count);
        Assert.All(told, one => Assert.Equal(wire[one.LocalPort].Retransmits, one.SynRetransmits));
        Assert.All(told, one => Assert.True(IsNear(one.HandshakeNs, wire[one.LocalPort].Nanoseconds)));
        Assert.Contains(told, one => one.SynRetransmits > 0);
        Assert.Equal((ulong)told.Sum(one => one.SynRetransmits), watch.Drain().Sum(counters => counters.SynRetransmits));
    }

    private static void Connect(LinkedPair pair, Listener listener, bool blocking)
    {
        using var client = pair.Client.OpenTcpSocket(listener.EndPoint.AddressFamily);
        client.LingerState = new LingerOption(true, 0);
        if (blocking)
        {
            client.Connect(listener.EndPoint);
            return;
        }

        client.Blocking = false;
        Assert.Throws<SocketException>(() => client.Connect(listener.EndPoint));
        Assert.True(client.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectWrite));
    }

    private static bool IsNear(ulong measured, long wire) => Math.Abs((long)measured - wire) <= Math.Max(wire / 20, 50_000);
}
