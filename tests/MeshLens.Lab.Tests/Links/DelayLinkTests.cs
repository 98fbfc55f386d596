using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Links;

namespace MeshLens.Lab.Tests.Links;

public sealed class DelayLinkTests
{
    [KernelTheory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(50)]
    public void RoundTrip_DelayEachWay_IsTwiceThat(int milliseconds)
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(milliseconds));

        // Two waits that are each late by about 0.1 ms, and the wake-ups of the echo itself.
        var most = TimeSpan.FromMilliseconds((2 * milliseconds) + 0.8);

        var best = Echo.Best(pair, LinkedPair.ServerV4, rounds: milliseconds == 50 ? 15 : 60, most);

        Assert.InRange(best, TimeSpan.FromMilliseconds(2 * milliseconds), most);
    }

    [KernelFact]
    public void RoundTrip_IPv6_IsDelayedAlike()
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(3));

        var most = TimeSpan.FromMilliseconds(6.8);
        Assert.InRange(Echo.Best(pair, LinkedPair.ServerV6, rounds: 60, most), TimeSpan.FromMilliseconds(6), most);
    }

    [KernelFact]
    public void Delay_ChangedWhileRunning_TakesEffectAtOnce()
    {
        using var pair = LinkedPair.Create();
        Echo.Best(pair, LinkedPair.ServerV4, rounds: 20);
        var most = TimeSpan.FromMilliseconds(10.8);

        pair.Link.Forth = new PathImpairment(TimeSpan.FromMilliseconds(10));

        Assert.InRange(Echo.Best(pair, LinkedPair.ServerV4, rounds: 20, most), TimeSpan.FromMilliseconds(10), most);
    }

    [KernelFact]
    public void Jitter_OfSixMilliseconds_SpreadsWithinItsBounds()
    {
        using var pair = LinkedPair.Create();
        pair.Link.Forth = new PathImpairment(TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(6));

        var times = Echo.Measure(pair, LinkedPair.ServerV4, rounds: 200).Order().ToArray();

        // By chance alone, a bound is passed once in millions of runs. A busy machine is late with some; it is never early.
        Assert.InRange(times[0].TotalMilliseconds, 2, 5);
        Assert.InRange(times[times.Length / 2].TotalMilliseconds, 5.5, 12);
        Assert.True(times[^5].TotalMilliseconds >= 12, $"{times[^5]}");
    }

    [KernelFact]
    public void Loss_OfAThird_LosesAThird()
    {
        using var pair = LinkedPair.Create();
        pair.Link.Forth = PathImpairment.None with { Loss = 1 / 3.0 };
        using var sender = pair.Client.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));

        for (var i = 0; i < 3000; i++)
        {
            sender.SendTo(new byte[32], new IPEndPoint(LinkedPair.ServerV4, 9));
        }

        Assert.True(SpinWait.SpinUntil(() => pair.Link.Lost + pair.Link.Forwarded >= 3000, 60_000));
        Assert.InRange(pair.Link.Lost, 850, 1150);
    }

    [KernelFact]
    public void Transfer_OfThirtyMegabytes_ArrivesWhole()
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(1));

        Assert.Equal(30_000_000, Echo.Upload(pair, LinkedPair.ServerV4, 30_000_000));
    }

    [KernelFact]
    public void Line_Idle_NeverWakes()
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(5));
        Echo.Best(pair, LinkedPair.ServerV4, rounds: 3);
        var settled = SpinWait.SpinUntil(() => !Woke(TimeSpan.FromMilliseconds(400)), 60_000);

        Assert.True(settled, "a line without packets kept waking");
    }

    private static bool Woke(TimeSpan during)
    {
        var before = Wakeups();
        Thread.Sleep(during); // Nothing is to happen, so there is nothing to wait for but time.
        return Wakeups() != before;
    }

    private static string Wakeups() => string.Concat(Directory.EnumerateDirectories("/proc/self/task").Select(Wakeups));

    private static string Wakeups(string thread)
    {
        try
        {
            var status = File.ReadAllLines($"{thread}/status");
            return status[0].EndsWith("delay path0", StringComparison.Ordinal)
                ? status.Single(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal))
                : "";
        }
        catch (IOException)
        {
            return ""; // The thread ended while it was looked at.
        }
    }
}
