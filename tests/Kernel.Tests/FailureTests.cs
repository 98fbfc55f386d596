using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly LinkedPair _pair = LinkedPair.Create();
    private readonly ConnectionWatch _watch;

    public FailureTests()
    {
        // One retransmission instead of six: a timeout within seconds.
        _pair.Client.Run(() => File.WriteAllText("/proc/sys/net/ipv4/tcp_syn_retries", "1"));
        _watch = ConnectionWatch.Start(_pair.Client);
    }

    [RootTheory]
    [InlineData("10.77.0.2", true)]
    [InlineData("10.77.0.2", false)]
    [InlineData("fd77::2", true)]
    [InlineData("::ffff:10.77.0.2", false)]
    public void Connect_ToClosedPort_IsRefused(string address, bool blocking)
    {
        Fail(address, blocking);

        var told = Told(Failure.Refused);
        Assert.Equal(address.Contains("::f", StringComparison.Ordinal) || address[0] == '1' ? 4 : 6, told.Family);
        Assert.Equal(1, told.RemotePort);
        Assert.NotEqual(0, told.LocalPort);
        Assert.Equal(111u, told.Error);
    }

    [RootTheory]
    [InlineData("reject with icmp type host-unreachable", nameof(Failure.HostUnreachable))]
    [InlineData("reject with icmp type net-unreachable", nameof(Failure.NetUnreachable))]
    [InlineData("reject with icmp type port-unreachable", nameof(Failure.Refused))]
    [InlineData("reject with tcp reset", nameof(Failure.Refused))]
    [InlineData("drop", nameof(Failure.TimedOut))]
    public void Connect_ToServerWithRule_FailsAsTheRuleSays(string rule, string failure)
    {
        Rule(_pair.Server, "input", rule);

        Fail("10.77.0.2", blocking: true);

        Told(Enum.Parse<Failure>(failure));
    }

    [RootTheory]
    [InlineData("reject with icmp type host-unreachable", nameof(Failure.HostUnreachable))]
    [InlineData("reject with icmp type net-unreachable", nameof(Failure.NetUnreachable))]
    public void Connect_NonBlockingToServerWithRule_FailsAsTheRuleSays(string rule, string failure)
    {
        Rule(_pair.Server, "input", rule);

        Fail("10.77.0.2", blocking: false);

        Told(Enum.Parse<Failure>(failure));
    }

    [RootFact]
    public void Connect_ToNeighbourWhoDoesNotAnswer_IsHostUnreachable()
    {
        _pair.Client.Ip("link add v0 type veth peer name v1", "link set v0 up", "link set v1 up", "addr add 10.78.0.1/24 dev v0");
        _pair.Client.Run(() => File.WriteAllText("/proc/sys/net/ipv4/tcp_syn_retries", "3"));

        Fail("10.78.0.9", blocking: true);

        Told(Failure.HostUnreachable);
    }

    [RootTheory]
    [InlineData("198.51.100.1", true)]
    [InlineData("198.51.100.1", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("::ffff:198.51.100.1", true)]
    public void Connect_WithoutRoute_IsNoRoute(string address, bool blocking)
    {
        Fail(address, blocking);

        var told = Told(Failure.NoRoute);
        Assert.Equal(IPAddress.Parse(address).MapToIPv6(), Address(told.Remote));
        Assert.Equal(1, told.RemotePort);
    }

    [RootTheory]
    [InlineData("prohibit", nameof(Failure.NotPermitted))]
    [InlineData("unreachable", nameof(Failure.NoRoute))]
    [InlineData("blackhole", nameof(Failure.Other))]
    public void Connect_OverSpecialRoute_FailsAsTheRouteSays(string route, string failure)
    {
        _pair.Client.Ip($"route add {route} 198.51.100.0/24");

        Fail("198.51.100.1", blocking: true);

        Told(Enum.Parse<Failure>(failure));
    }

    [RootTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Connect_WithAllLocalPortsTaken_IsNoLocalPort(bool six)
    {
        var address = six ? LinkedPair.ServerV6 : LinkedPair.ServerV4;
        _pair.Client.Run(() => File.WriteAllText("/proc/sys/net/ipv4/ip_local_port_range", "40000\t40000"));
        using var listener = Listener.Open(_pair.Server, address);
        using var first = _pair.Client.OpenTcpSocket(address.AddressFamily);
        first.Connect(listener.EndPoint);

        using var second = _pair.Client.OpenTcpSocket(address.AddressFamily);
        Assert.Throws<SocketException>(() => second.Connect(listener.EndPoint));

        Told(Failure.NoLocalPort);
    }

    [RootFact]
    public void Connect_ClosedByTheCaller_IsAbandoned()
    {
        Rule(_pair.Server, "input", "drop");
        using (var client = _pair.Client.OpenTcpSocket(AddressFamily.InterNetwork))
        {
            client.Blocking = false;
            Assert.Throws<SocketException>(() => client.Connect(LinkedPair.ServerV4, 1));
        }

        Told(Failure.Abandoned);
    }

    [RootFact]
    public void Connect_ThatSucceeds_IsNoFailure()
    {
        using var listener = Listener.Open(_pair.Server, LinkedPair.ServerV4);
        using var client = _pair.Client.OpenTcpSocket(AddressFamily.InterNetwork);
        client.Connect(listener.EndPoint);

        Assert.Empty(_watch.Of(EventType.Failed));
        _watch.Walk();
        Assert.Equal(1UL, _watch.Drain().Sum(counters => counters.Established));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _pair.Dispose();
    }

    private static void Rule(MeshLens.Lab.Namespaces.NetworkNamespace inside, string hook, string rule) => inside.Nft(
        "add table ip faults",
        $"add chain ip faults {hook} {{ type filter hook {hook} priority 0; }}",
        $"add rule ip faults {hook} tcp dport 1 {rule}");

    private static IPAddress Address(AddressBytes bytes)
    {
        ReadOnlySpan<byte> span = bytes;
        return new IPAddress(span);
    }

    private void Fail(string address, bool blocking)
    {
        var to = IPAddress.Parse(address);
        using var client = _pair.Client.OpenTcpSocket(to.AddressFamily);
        if (to.AddressFamily == AddressFamily.InterNetworkV6)
        {
            client.DualMode = true;
        }

        client.Blocking = blocking;
        try
        {
            client.Connect(new IPEndPoint(to, 1));
        }
        catch (SocketException) when (!blocking)
        {
            // A route that is missing fails at once; everything else is under way.
            if (client.Poll(TimeSpan.FromMinutes(1), SelectMode.SelectError))
            {
                client.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error);
            }
        }
        catch (SocketException)
        {
            return;
        }

        Assert.False(blocking, "The connect succeeded.");
    }

    /// <summary>One failure, told once and counted once, as this.</summary>
    private ConnectionEvent Told(Failure failure)
    {
        Eventually.True(() => _watch.Of(EventType.Failed).Any(), "a failure is told");
        var told = Assert.Single(_watch.Of(EventType.Failed));
        Assert.Equal(failure, told.Failure);
        Assert.Equal((uint)Environment.ProcessId, told.Tgid);
        var counts = new ulong[FailureCounts.Length];
        foreach (var counters in _watch.Drain().Counters.Values)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += counters.Failures[i];
            }
        }

        Assert.Equal(1UL, counts[(int)failure]);
        Assert.Equal(1UL, counts.Aggregate((sum, one) => sum + one));
        return told;
    }
}
