using MeshLens.Agent.Dns;

namespace Kernel.Tests.Dns;

public sealed class DnsLayoutTests
{
    public static TheoryData<string, Type> Mirrors => new()
    {
        { "ml_dns_key", typeof(NameServerKey) },
        { "ml_dns", typeof(NameServerCounts) },
        { "ml_dns_losses", typeof(DnsLosses) },
    };

    [Theory]
    [MemberData(nameof(Mirrors))]
    public void Mirror_ComparedWithBtf_HasTheSameLayout(string name, Type mirror)
    {
        using var programs = DnsWatch.Open();

        Layout.AssertSame(programs.Types.Struct(name), mirror);
    }
}
