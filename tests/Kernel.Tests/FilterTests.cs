using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>What is not watched leaves no trace.</summary>
public sealed class FilterTests : IDisposable
{
    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly NetworkNamespace _elsewhere = NetworkNamespace.Create("elsewhere");

    [RootFact]
    public void OtherNamespaces_AreNotWatched()
    {
        using var watch = ConnectionWatch.Start(_here);

        ShortConnections.Run(_elsewhere, 5);
        ShortConnections.Run(_here, 1);

        AssertWatched(watch, 2);
    }

    [RootFact]
    public void OtherPorts_AreNotWatched()
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape { Settings = settings => settings with { FilterPort = 1 } });
        using var wanted = Listener.Open(_here, IPAddress.Loopback);
        watch.Object.Maps["watched_ports"].View<ushort, byte>().Update((ushort)wanted.EndPoint.Port, 1);

        ShortConnections.Run(_here, 5);
        Connect(wanted);

        AssertWatched(watch, 2);
    }

    [RootTheory]
    [InlineData("127.0.0.0", 104, 2)]
    [InlineData("127.0.0.1", 128, 2)]
    [InlineData("10.0.0.0", 104, 0)]
    public void OtherAddresses_AreNotWatched(string prefix, int bits, int ends)
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape { Settings = settings => settings with { FilterAddress = 1 } });
        byte[] key = [(byte)bits, 0, 0, 0, .. IPAddress.Parse(prefix).MapToIPv6().GetAddressBytes()];
        watch.Object.Maps["watched_addresses"].Update(key, [1]);

        ShortConnections.Run(_here, 1);

        AssertWatched(watch, ends);
    }

    [RootTheory]
    [InlineData("::1", 128, 2)]
    [InlineData("::", 64, 2)]
    [InlineData("fd77::", 64, 0)]
    [InlineData("::ffff:127.0.0.0", 104, 0)]
    public void OtherIPv6Addresses_AreNotWatched(string prefix, int bits, int ends)
    {
        using var watch = ConnectionWatch.Start([_here], new WatchShape { Settings = settings => settings with { FilterAddress = 1 } });
        byte[] key = [(byte)bits, 0, 0, 0, .. IPAddress.Parse(prefix).GetAddressBytes()];
        watch.Object.Maps["watched_addresses"].Update(key, [1]);
        using var listener = Listener.Open(_here, IPAddress.IPv6Loopback);

        Connect(listener);

        AssertWatched(watch, ends);
    }

    [RootFact]
    public void OtherCgroups_AreNotWatched()
    {
        var outer = $"/sys/fs/cgroup/unified/meshlens-filter-test-{Environment.ProcessId}";
        var inner = Directory.CreateDirectory($"{outer}/inner");
        try
        {
            using var watch = ConnectionWatch.Start([_here], new WatchShape { Settings = settings => settings with { FilterCgroup = 1 } });
            watch.Object.Maps["watched_cgroups"].View<ulong, byte>().Update(Inode(outer), 1);
            using var listener = Listener.Open(_here, IPAddress.Loopback);

            Connect(listener);
            using var shell = _here.Start(new ProcessStartInfo("bash", [
                "-c", $"echo $$ > {inner.FullName}/cgroup.procs; exec 3<>/dev/tcp/127.0.0.1/{listener.EndPoint.Port}"]));
            using var accepted = listener.Accept();
            shell.WaitForExit();

            var told = Assert.Single(watch.Closed(Role.Client, 1));
            Assert.Equal(Inode(inner.FullName), told.Cgroup);
        }
        finally
        {
            inner.Delete();
            Directory.Delete(outer);
        }
    }

    public void Dispose()
    {
        _here.Dispose();
        _elsewhere.Dispose();
    }

    private static void AssertWatched(ConnectionWatch watch, int ends)
    {
        Eventually.True(() => watch.Of(EventType.Closed).Count() >= ends, $"{ends} ends are closed");
        Eventually.Pause();
        Assert.Equal(ends, watch.Of(EventType.Closed).Count());
        Assert.Equal((ulong)ends, watch.Drain().Sum(counters => counters.Closed));
    }

    /// <summary>A cgroup's id is the inode of its directory.</summary>
    private static ulong Inode(string directory)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%i", directory]) { RedirectStandardOutput = true })!;
        return ulong.Parse(stat.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Connect(Listener listener)
    {
        using var client = _here.OpenTcpSocket(listener.EndPoint.AddressFamily);
        client.LingerState = new LingerOption(true, 0);
        client.Connect(listener.EndPoint);
        listener.Accept().Dispose();
    }
}
