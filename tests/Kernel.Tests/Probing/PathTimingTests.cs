using System.Net;
using MeshLens.Agent.Probing;
using MeshLens.Lab.Links;
using MeshLens.Protocol.V1;

namespace Kernel.Tests.Probing;

/// <summary>Probes over a path of known length between two namespaces.</summary>
public sealed class PathTimingTests
{
    private const long Ms = 1_000_000;
    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(10);
    private static readonly long Second = TimeProvider.System.TimestampFrequency;

    private static LinkedPair Create() => LinkedPair.Create(OneWay);

    [RootTheory]
    [InlineData(ProbeProtocol.Tcp, false)]
    [InlineData(ProbeProtocol.Icmp, false)]
    [InlineData(ProbeProtocol.Http, false)]
    [InlineData(ProbeProtocol.Tcp, true)]
    [InlineData(ProbeProtocol.Icmp, true)]
    [InlineData(ProbeProtocol.Http, true)]
    public void Probe_PathOfTenMilliseconds_TakesTwentyAndAnswers(ProbeProtocol protocol, bool isV6)
    {
        using var pair = Create();

        var outcome = Probe(pair, protocol, isV6, TimeSpan.Zero);

        Assert.Equal(ProbeOutcome.Answered, outcome.Kind);
        Assert.InRange(outcome.RttNs, 19 * Ms, 10_000 * Ms);
    }

    // Three seconds late is what a starved process is; the path stays what it is, with room for a machine that is busy as well.
    [RootTheory]
    [InlineData(ProbeProtocol.Tcp)]
    [InlineData(ProbeProtocol.Icmp)]
    public void Probe_LookedAtThreeSecondsLate_HasTheTimeOfThePath(ProbeProtocol protocol)
    {
        using var pair = Create();

        var outcome = Probe(pair, protocol, isV6: false, lookLate: TimeSpan.FromSeconds(3));

        Assert.Equal(ProbeOutcome.Answered, outcome.Kind);
        Assert.InRange(outcome.RttNs, 19 * Ms, 2_000 * Ms);
    }

    [RootFact]
    public void Probe_PathThatLosesEverything_IsLost()
    {
        using var pair = Create();
        pair.Link.Impair(new(TimeSpan.Zero, Loss: 1));

        Assert.Equal(ProbeOutcome.Lost, Probe(pair, ProbeProtocol.Icmp, isV6: false, TimeSpan.Zero, patience: 1).Kind);
    }

    [RootTheory]
    [InlineData(ProbeProtocol.Icmp, false)]
    [InlineData(ProbeProtocol.Icmp, true)]
    [InlineData(ProbeProtocol.Tcp, false)]
    [InlineData(ProbeProtocol.Tcp, true)]
    public void Probe_RouterThatKnowsNoWay_IsUnreachableAndHarmsNoOther(ProbeProtocol protocol, bool isV6)
    {
        using var pair = Create();
        pair.Client.Ip("route add 10.99.0.0/24 dev path0", "route add fd99::/64 dev path0");
        pair.Server.Ip("route add unreachable 10.99.0.0/24", "route add unreachable fd99::/64");
        pair.Server.Run(() => File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "1"));
        pair.Server.Run(() => File.WriteAllText("/proc/sys/net/ipv6/conf/all/forwarding", "1"));
        var beyond = IPAddress.Parse(isV6 ? "fd99::1" : "10.99.0.1");
        using var prober = pair.Client.Run(() => new Prober());

        Assert.Equal(ProbeOutcome.Unreachable, Probe(pair, prober, protocol, beyond).Kind);
        Assert.Equal(ProbeOutcome.Answered, Probe(pair, prober, ProbeProtocol.Icmp, isV6 ? LinkedPair.ServerV6 : LinkedPair.ServerV4).Kind);
    }

    private static Outcome Probe(LinkedPair pair, Prober prober, ProbeProtocol protocol, IPAddress address)
    {
        var owner = new Owner();
        pair.Client.Run(() => prober.Begin(new(new(address, 9473), protocol, "server"), owner, 1, TimeProvider.System.GetTimestamp() + (60 * Second)));
        Eventually.True(
            () =>
            {
                prober.Look(TimeProvider.System.GetTimestamp());
                return owner.Outcome is not null;
            },
            "the probe ended");
        return owner.Outcome!.Value;
    }

    private static Outcome Probe(LinkedPair pair, ProbeProtocol protocol, bool isV6, TimeSpan lookLate, int patience = 60)
    {
        var address = isV6 ? LinkedPair.ServerV6 : LinkedPair.ServerV4;
        using var responder = pair.Server.Run(() => Responder.Listen(new IPEndPoint(address, 0), TimeProvider.System));
        using var prober = pair.Client.Run(() => new Prober());
        var owner = new Owner();
        var deadline = TimeProvider.System.GetTimestamp() + (patience * Second);
        pair.Client.Run(() => prober.Begin(new(new(address, responder.Address.Port), protocol, "server"), owner, 1, deadline));
        Thread.Sleep(lookLate);
        Eventually.True(() => Look(prober, responder, owner), "the probe ended");
        return owner.Outcome!.Value;
    }

    private static bool Look(Prober prober, Responder responder, Owner owner)
    {
        responder.Look(TimeProvider.System.GetTimestamp());
        prober.Look(TimeProvider.System.GetTimestamp());
        return owner.Outcome is not null;
    }

    private sealed class Owner : IProbeOwner
    {
        public Outcome? Outcome { get; private set; }

        public void Ended(int sequence, in Outcome outcome) => Outcome = outcome;
    }
}
