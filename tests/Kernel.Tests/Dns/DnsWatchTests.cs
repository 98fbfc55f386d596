using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Dns;
using MeshLens.Agent.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Namespaces;

namespace Kernel.Tests.Dns;

public sealed class DnsWatchTests : IDisposable
{
    private static readonly TimeSpan NoDelay = TimeSpan.Zero;
    private readonly ForeignNamespace _place = ForeignNamespace.Create();
    private readonly ulong _cookie;
    private DnsWatch? _watch;

    public DnsWatchTests() => _cookie = Inside(NamespaceCookie.OfThisThread);

    public void Dispose()
    {
        _watch?.Dispose();
        _place.Dispose();
    }

    private DnsWatch Create(double patienceSeconds = 5, int nameServers = 1024) =>
        _watch = DnsWatch.Start(new DnsSetup
        {
            Patience = TimeSpan.FromSeconds(patienceSeconds),
            NameServers = nameServers,
            NetworkNamespaces = [_cookie],
        });

    private T Inside<T>(Func<T> make)
    {
        T made = default!;
        _place.Run(() => made = make());
        return made;
    }

    private List<NameServerSample> Here() => [.. _watch!.Read().Where(sample => sample.Key.Netns == _cookie)];

    // All there is to be told when nothing more happens: what was counted before the last two calls.
    private List<NameServerSample> Everything() => [.. Here(), .. Here(), .. Here()];

    private static IPAddress Server(NameServerSample sample) => Plain(KernelAddress.Read(sample.Key.Server, 6));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    [RootFact]
    public void Read_ServerThatTakes5Or20Ms_TellsItBetweenBothClocks()
    {
        using var watch = Create();
        foreach (var milliseconds in new[] { 5, 20 })
        {
            using var server = Inside(() => new NameServer(IPAddress.Loopback, TimeSpan.FromMilliseconds(milliseconds)));
            using var asker = Inside(() => Asker.Connected(IPAddress.Loopback));
            for (ushort id = 1; id <= 20; id++)
            {
                asker.Ask(id);
            }

            var sample = Assert.Single(Everything());
            Assert.Equal((IPAddress.Loopback, (uint)Environment.ProcessId), (Server(sample), sample.Key.Tgid));
            Assert.Equal((20, 20u), (sample.Counts.Answered, sample.Counts.Rcodes[0]));
            Assert.InRange(sample.Counts.Latency.SumNs, server.Held.TotalNanoseconds, asker.Waited.TotalNanoseconds);
            Assert.Equal(20u, BucketsFrom(sample.Counts.Latency, TimeSpan.FromMilliseconds(milliseconds)));
        }

        Assert.Equal(default, watch.Losses);
    }

    public static TheoryData<bool, AddressFamily, string> Askers => new()
    {
        { true, AddressFamily.InterNetwork, "127.0.0.1" },
        { true, AddressFamily.InterNetworkV6, "::1" },
        { false, AddressFamily.InterNetwork, "127.0.0.1" },
        { false, AddressFamily.InterNetworkV6, "::1" },
        { false, AddressFamily.InterNetworkV6, "127.0.0.1" },
    };

    [RootTheory]
    [MemberData(nameof(Askers))]
    public void Read_AnyKindOfSocket_NamesTheServer(bool connected, AddressFamily family, string address)
    {
        using var watch = Create();
        var ip = IPAddress.Parse(address);
        using var server = Inside(() => new NameServer(ip, NoDelay));
        using var asker = Inside(() => connected ? Asker.Connected(ip) : Asker.Unconnected(family, ip));

        asker.Ask(7);

        var sample = Assert.Single(Everything());
        Assert.Equal((ip, 1L), (Server(sample), sample.Counts.Answered));
    }

    [RootFact]
    public void Read_FailingServer_CountsItsResponseCodes()
    {
        using var watch = Create();
        foreach (var (address, rcode) in new[] { ("127.0.0.2", (byte)2), ("127.0.0.3", (byte)3) })
        {
            using var server = Inside(() => new NameServer(IPAddress.Parse(address), NoDelay, rcode));
            using var asker = Inside(() => Asker.Connected(IPAddress.Parse(address)));
            asker.Ask(1);
            asker.Ask(2);
        }

        var samples = Everything().ToDictionary(sample => Server(sample).ToString());

        Assert.Equal((2u, 2L), (samples["127.0.0.2"].Counts.Rcodes[2], samples["127.0.0.2"].Counts.Answered));
        Assert.Equal((2u, 2L), (samples["127.0.0.3"].Counts.Rcodes[3], samples["127.0.0.3"].Counts.Answered));
    }

    [RootFact]
    public async Task Read_ServerThatNeverAnswers_CountsEachQueryOnce()
    {
        using var watch = Create(patienceSeconds: 2);
        using var server = Inside(() => new NameServer(IPAddress.Loopback, NoDelay, rcode: null));
        using (var asker = Inside(() => Asker.Connected(IPAddress.Loopback)))
        {
            asker.Send(1);
            asker.Send(2);
            asker.Send(2);
        }

        // Each is given up on in its own time.
        List<NameServerSample> told = [];
        await Eventually.Seen("both queries given up on", () => told = [.. told, .. Here()], _ => told.Sum(sample => sample.Counts.Unanswered) >= 2);
        told.AddRange(Everything());

        Assert.Equal((2L, 0L, 0L), (told.Sum(one => one.Counts.Unanswered), told.Sum(one => one.Counts.Unreachable), told.Sum(one => one.Counts.Answered)));
    }

    [RootFact]
    public async Task Read_NobodyThere_SaysUnreachable()
    {
        using var watch = Create();
        using var asker = Inside(() => Asker.Connected(IPAddress.Loopback));
        asker.Send(1);

        var sample = await Eventually.Seen("a sample", Here, samples => samples.Count > 0);

        Assert.Equal((1u, 0u), (sample[0].Counts.Unreachable, sample[0].Counts.Unanswered));
    }

    [RootFact]
    public void Read_SocketUsedAgainAfterAnError_TellsBothQueriesApart()
    {
        using var watch = Create();
        using var asker = Inside(() => Asker.Connected(IPAddress.Loopback));
        asker.Send(1);
        Assert.Throws<SocketException>(() => asker.Receive());
        using var server = Inside(() => new NameServer(IPAddress.Loopback, TimeSpan.FromMilliseconds(200)));
        asker.Send(2);

        // The error concerns the first query only, also while the second has no answer yet.
        var first = Here();
        Assert.Equal(2, asker.Receive());
        var all = first.Concat(Everything()).ToList();

        Assert.Equal((1u, 1L), ((uint)all.Sum(sample => sample.Counts.Unreachable), all.Sum(sample => sample.Counts.Answered)));
    }

    [RootFact]
    public void Read_AnswersOutOfOrder_GoToTheirQueries()
    {
        using var watch = Create();
        using var slow = Inside(() => new NameServer(IPAddress.Parse("127.0.0.2"), TimeSpan.FromMilliseconds(30)));
        using var fast = Inside(() => new NameServer(IPAddress.Parse("127.0.0.3"), NoDelay));
        using var toSlow = Inside(() => Asker.Unconnected(AddressFamily.InterNetwork, IPAddress.Parse("127.0.0.2")));
        toSlow.Send(1);
        using var toFast = Inside(() => Asker.Unconnected(AddressFamily.InterNetwork, IPAddress.Parse("127.0.0.3")));
        toFast.Ask(1);
        Assert.Equal(1, toSlow.Receive());

        var samples = Everything().ToDictionary(sample => Server(sample).ToString());

        Assert.InRange(samples["127.0.0.2"].Counts.Latency.MaxNs, 30_000_000ul, 5_000_000_000ul);
        Assert.InRange(samples["127.0.0.3"].Counts.Latency.SumNs, 1ul, (ulong)toFast.Waited.TotalNanoseconds);
    }

    [RootFact]
    public async Task Read_ManyOutstandingOnOneSocket_CountsEach()
    {
        using var watch = Create();
        using var server = Inside(() => new NameServer(IPAddress.Loopback, NoDelay));
        using var asker = Inside(() => Asker.Connected(IPAddress.Loopback));
        for (ushort id = 0; id < 200; id++)
        {
            asker.Send(id);
        }

        var answers = Enumerable.Range(0, 200).Select(_ => asker.Receive()).Distinct().Count();

        Assert.Equal(200, answers);

        // An answer that was taken before it was seen is told as unmatched when its query's time is over.
        List<NameServerSample> told = [];
        await Eventually.Seen("every query's end", () => told = [.. told, .. Here()], _ => Known() >= 200);
        Assert.Equal(200, Known());

        long Known() => told.Sum(static sample => sample.Counts.Answered) + (long)watch.Losses.Unmatched;
    }

    [RootFact]
    public void Read_OtherUdp_IsNotDns()
    {
        using var watch = Create(patienceSeconds: 0.01);
        using var server = Inside(() => new NameServer(IPAddress.Loopback, NoDelay, port: 5353));
        using var asker = Inside(() => Asker.Connected(IPAddress.Loopback, port: 5353));

        asker.Ask(1);

        Assert.Empty(Everything());
    }

    [RootFact]
    public void Read_LimitedToAnotherNamespace_TellsNothing()
    {
        using var watch = DnsWatch.Start(new DnsSetup { NetworkNamespaces = [_cookie + 1_000_000] });
        using var server = Inside(() => new NameServer(IPAddress.Loopback, NoDelay));
        using var asker = Inside(() => Asker.Connected(IPAddress.Loopback));

        asker.Ask(1);

        Assert.Equal(0, watch.Read().Count + watch.Read().Count + watch.Read().Count);
    }

    [RootTheory]
    [InlineData("127.0.0.2/32", "127.0.0.2", true, 1)]
    [InlineData("127.0.0.2/32", "127.0.0.3", true, 0)]
    [InlineData("127.0.0.1/32", "127.0.0.3", true, 1)]
    [InlineData("127.0.0.1/32", "127.0.0.3", false, 1)]
    [InlineData("10.0.0.0/8", "127.0.0.3", false, 0)]
    public void Read_LimitedToAddresses_TellsWhoseServerOrAskerIsAmongThem(string watched, string server, bool connected, int told)
    {
        using var watch = _watch = DnsWatch.Start(new DnsSetup { NetworkNamespaces = [_cookie], Addresses = [AddressPrefix.Of(IPNetwork.Parse(watched))] });
        var ip = IPAddress.Parse(server);
        using var here = Inside(() => new NameServer(ip, NoDelay));
        using var asker = Inside(() => connected ? Asker.Connected(ip) : Asker.Unconnected(AddressFamily.InterNetwork, ip));

        asker.Ask(1);

        Assert.Equal(told, Everything().Sum(sample => sample.Counts.Answered));
    }

    [RootTheory]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 0)]
    public void Read_LimitedToCgroups_TellsWhoIsInOne(ulong beside, int told)
    {
        // The root of the hierarchy, above every process.
        var root = new HostFiles().Inode("/sys/fs/cgroup/unified");
        using var watch = _watch = DnsWatch.Start(new DnsSetup { NetworkNamespaces = [_cookie], Cgroups = [root + beside] });
        using var server = Inside(() => new NameServer(IPAddress.Loopback, NoDelay));
        using var asker = Inside(() => Asker.Connected(IPAddress.Loopback));

        asker.Ask(1);

        Assert.Equal(told, Everything().Sum(sample => sample.Counts.Answered));
    }

    [RootFact]
    public void Read_MoreThanTheTableHolds_CountsWhatIsNotTold()
    {
        using var watch = Create(nameServers: 1);
        foreach (var address in new[] { "127.0.0.2", "127.0.0.3" })
        {
            using var server = Inside(() => new NameServer(IPAddress.Parse(address), NoDelay));
            using var asker = Inside(() => Asker.Connected(IPAddress.Parse(address)));
            asker.Ask(1);
        }

        var told = watch.Read().Count + watch.Read().Count;

        Assert.Equal(1, told);
        Assert.True(watch.Losses.Samples > 0);
    }

    private static uint BucketsFrom(Histogram latency, TimeSpan least)
    {
        var first = (int)Math.Floor(Math.Log2(least.TotalSeconds) * 8) - Histogram.FirstBucket;
        ReadOnlySpan<uint> buckets = latency.Buckets;
        uint sum = 0;
        foreach (var count in buckets[first..])
        {
            sum += count;
        }

        return sum;
    }
}
