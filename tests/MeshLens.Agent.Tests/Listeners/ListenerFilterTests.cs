using System.Net;
using MeshLens.Agent.Listeners;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using MeshLens.Agent.Processes;
using MeshLens.Agent.Tests.Host;

namespace MeshLens.Agent.Tests.Listeners;

public sealed class ListenerFilterTests
{
    private readonly FakeHostFiles _files = new();

    private ListenerFilter Create(WatchFilter watch) => new(watch, _files, new("/sys/fs/cgroup", Cpu: null));

    [Fact]
    public void Everything_Admits_AlsoWithoutAnOwner()
    {
        var filter = Create(WatchFilter.Everything);

        Assert.True(filter.AdmitsPort(1));
        Assert.True(filter.Admits(At("10.0.0.1"), owner: null, ownerIsWatched: false));
    }

    [Fact]
    public void Limit_Namespaces_KeepsTheWatchedAndAddsOneThatWasNotFound()
    {
        _files.WithInode("/run/netns/blue", 7).WithInode("/proc/9/fd/3", 8);
        var blue = new NamespaceEntrance(7, "/proc/4711/ns/net", 4711);
        var found = new Dictionary<ulong, NamespaceEntrance> { [7] = blue, [9] = new(9, "/proc/1/ns/net", 1) };

        var limited = Create(new() { NetworkNamespaces = ["/run/netns/blue", "/proc/9/fd/3"] }).Limit(found);

        Assert.Equal([blue, new(8, "/proc/9/fd/3", 0)], limited.Values);
    }

    [Fact]
    public void AdmitsPort_OtherThanThoseWatched_IsFalse()
    {
        var filter = Create(new() { Ports = [80, 443] });

        Assert.Equal([true, true, false], new ushort[] { 80, 443, 8080 }.Select(filter.AdmitsPort));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("::1", false)]
    public void Admits_AddressesWatched_ByWhereItListens(string address, bool admitted) =>
        Assert.Equal(admitted, Create(new() { Addresses = [IPNetwork.Parse("10.1.0.0/16")] }).Admits(At(address), Owner("/"), ownerIsWatched: false));

    [Fact]
    public void Admits_OtherAddressOfAProcessWithWatchedConnections_IsTrue() =>
        Assert.True(Create(new() { Addresses = [IPNetwork.Parse("10.1.0.0/16")] }).Admits(At("10.2.0.1"), Owner("/"), ownerIsWatched: true));

    [Theory]
    [InlineData("/shop", true)]
    [InlineData("/shop/orders", true)]
    [InlineData("/shopping", false)]
    [InlineData("/", false)]
    [InlineData(null, false)]
    public void Admits_CgroupsWatched_ByTheOwner(string? cgroup, bool admitted) =>
        Assert.Equal(
            admitted,
            Create(new() { Cgroups = ["/sys/fs/cgroup/shop/"] }).Admits(At("10.0.0.1"), cgroup is null ? null : Owner(cgroup), ownerIsWatched: true));

    private static ProcessIdentity Owner(string cgroup) => new(1, 1, "orders", "", ContainerIdentity.None, new(cgroup, null, cgroup));

    private static ListeningSocket At(string address) => new(1, 1, IPAddress.Parse(address), 80, 1, 1, 0, 0, 0, 1);
}
