using System.Net;
using System.Text;
using CsCheck;
using MeshLens.Agent.Listeners;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Tests.Host;

namespace MeshLens.Agent.Tests.Listeners;

public sealed class ProcListenersTests
{
    private const string Header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private const string One = "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000  1000        0 31337 1 0 100 0 0 10 0\n";
    private const string Connected = "   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 31338 1 0 20 4 30 10 -1\n";
    private const string Six = "   0: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41 1 0 100 0 0 10 0\n";
    private const string Statistics = "TcpExt: SyncookiesSent ListenOverflows ListenDrops TCPX\nTcpExt: 5 17 18 9\nIpExt: A\nIpExt: 1\n";

    private static readonly NamespaceEntrance Entrance = new(10, "/proc/7/ns/net", 7);

    private static FakeHostFiles Create() => new FakeHostFiles()
        .With("/proc/7/net/tcp", Header + One + Connected)
        .With("/proc/7/net/netstat", Statistics);

    [Fact]
    public void Read_SingleListener_OwnsTheDropsOfItsNamespace()
    {
        var socket = Assert.Single(new ProcListeners(Create()).Read(Entrance));

        Assert.Equal(new ListeningSocket(10, 0, IPAddress.Loopback, 8080, 31337, 0, 1000, 18, 3, null), socket);
    }

    [Fact]
    public void Read_SeveralListeners_DropsAreUnknown()
    {
        var sockets = new ProcListeners(Create().With("/proc/7/net/tcp6", Header + Six)).Read(Entrance);

        Assert.Equal([IPAddress.Loopback, IPAddress.Parse("::ffff:127.0.0.1")], sockets.Select(socket => socket.Address));
        Assert.All(sockets, socket => Assert.Null(socket.Drops));
    }

    [Fact]
    public void Read_ProcessGone_FindsNothing() => Assert.Empty(new ProcListeners(new FakeHostFiles()).Read(Entrance));

    [Fact]
    public void Parsers_Garbage_NeverThrow() =>
        Gen.Select(Gen.String[Gen.Char["TcpExt: ListenDrops0A1F:\n"], 0, 150], Gen.Int[0, One.Length]).Sample((noise, cut) =>
        {
            var text = Encoding.ASCII.GetBytes(One[..cut] + noise);
            ProcNetTcp.Read(text, default, []);
            ListenDrops.Parse(text);
        });
}
