using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Loading;

public sealed class PrivilegeTextTests
{
    [Theory]
    [InlineData("Name:\tx\nCapEff:\t0000000000000000\n", Privileges.None)]
    [InlineData("CapEff:\t000000c000000000\n", Privileges.Core)]
    [InlineData("CapEff:\t0000008000000000\n", Privileges.Bpf)]
    [InlineData("CapEff:\t0000000000200000\n", Privileges.SysAdmin | Privileges.Core)]
    [InlineData("CapEff:\tnonsense\n", Privileges.None)]
    [InlineData("", Privileges.None)]
    internal void Parse_OfAStatusFile_GivesWhatMatters(string status, Privileges expected)
    {
        var all = Privileges.Core | Privileges.SysAdmin | Privileges.SysPtrace;

        Assert.Equal(expected, PrivilegeText.Parse(status) & all);
    }
}
