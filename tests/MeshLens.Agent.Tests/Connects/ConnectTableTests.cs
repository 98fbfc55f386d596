using System.Net;
using MeshLens.Agent.Connects;
using MeshLens.Core.Signals;

namespace MeshLens.Agent.Tests.Connects;

public sealed class ConnectTableTests
{
    private const ulong Start = 1_000_000_000;

    private static readonly ConnectLine Succeeded = new()
    {
        At = Start + 1_234_000_000,
        ProcessId = 4711,
        Process = "curl",
        Family = 4,
        Local = IPAddress.Parse("10.0.0.5"),
        LocalPort = 40854,
        Remote = IPAddress.Parse("10.0.0.9"),
        RemotePort = 443,
        LatencyNs = 1_250_000,
        NetworkNamespace = 4242,
        Cgroup = 1234,
        Id = new() { ClientIsn = 11, ServerIsn = 22 },
    };

    private static readonly ConnectLine Failed = new()
    {
        At = Start + 2_000_000_000,
        ProcessId = 4_194_303,
        Process = "a-very-long-name",
        Family = 6,
        Local = IPAddress.Parse("fd00::1"),
        LocalPort = 0,
        Remote = IPAddress.Parse("2001:db8:1:2:3:4:5:6"),
        RemotePort = 8080,
        LatencyNs = 3_027_400_000,
        SynRetransmits = 2,
        Failure = FailureReason.TimedOut,
    };

    private static string[] Render(bool withTime, bool withLocalPort, bool wide = false)
    {
        var table = new ConnectTable(withTime, withLocalPort, wide, Start);
        return [table.Header, table.Format(Succeeded), table.Format(Failed)];
    }

    [Fact]
    public void Format_WithoutExtraColumns_IsThatOfTcpconnlatRetransmitsAndAFailure() => Assert.Equal(
        [
            "PID     COMM         IP SADDR            DADDR            DPORT LAT(ms)  RETRANS FAILURE",
            "4711    curl         4  10.0.0.5         10.0.0.9         443   1.25     0",
            "4194303 a-very-long- 6  fd00::1          2001:db8:1:2:3:4:5:6 8080  3027.40  2       timed-out",
        ],
        Render(withTime: false, withLocalPort: false));

    [Fact]
    public void Format_OfAConnectThatEndedAsTheWatchingBegan_IsAtZero() => Assert.StartsWith(
        "0.000     4711 ", new ConnectTable(withTime: true, withLocalPort: false, wide: false, Start).Format(Succeeded with { At = Start - 1 }), StringComparison.Ordinal);

    [Fact]
    public void Format_WithTimeAndLocalPort_AddsTheirColumns() => Assert.Equal(
        [
            "TIME(s)   PID     COMM         IP SADDR            LPORT  DADDR            DPORT LAT(ms)  RETRANS FAILURE",
            "1.234     4711    curl         4  10.0.0.5         40854  10.0.0.9         443   1.25     0",
            "2.000     4194303 a-very-long- 6  fd00::1          -      2001:db8:1:2:3:4:5:6 8080  3027.40  2       timed-out",
        ],
        Render(withTime: true, withLocalPort: true));

    [Fact]
    public void Format_Wide_AddsWhereTheSocketIsAndTheConnectionsId() => Assert.Equal(
        [
            "PID     COMM         IP SADDR            DADDR            DPORT LAT(ms)  RETRANS FAILURE              NETNS      CGROUP     ID",
            "4711    curl         4  10.0.0.5         10.0.0.9         443   1.25     0                            4242       1234       11-22",
            "4194303 a-very-long- 6  fd00::1          2001:db8:1:2:3:4:5:6 8080  3027.40  2       timed-out            0          0          -",
        ],
        Render(withTime: false, withLocalPort: false, wide: true));

    [Fact]
    public void Format_OfANameWithTerminalEscapes_ShowsNoneOfThem() => Assert.DoesNotContain(
        '\u001b', new ConnectTable(false, false, false, Start).Format(Succeeded with { Process = "\u001b[31mred" }));

    [Fact]
    public void FailureReason_OfEveryKind_IsItsOwn()
    {
        var texts = Enum.GetValues<FailureReason>().Where(reason => reason != FailureReason.None).Select(FailureReasonNames.Of).ToList();

        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    [Fact]
    public void Json_OfConnects_IsOneObjectPerLine()
    {
        var json = new ConnectJson(Start);

        Assert.Null(json.Header);
        Assert.Equal(
            """{"seconds":1.234,"pid":4711,"comm":"curl","ip":4,"saddr":"10.0.0.5","lport":40854,"daddr":"10.0.0.9","dport":443,"latencyMs":1.25,"synRetransmits":0,"failure":null,"cgroup":1234,"netns":4242,"clientSequence":11,"serverSequence":22}""",
            json.Format(Succeeded));
        Assert.Equal(
            """{"seconds":2,"pid":4194303,"comm":"a-very-long-name","ip":6,"saddr":"fd00::1","lport":0,"daddr":"2001:db8:1:2:3:4:5:6","dport":8080,"latencyMs":3027.4,"synRetransmits":2,"failure":"timed-out","cgroup":0,"netns":0,"clientSequence":0,"serverSequence":0}""",
            json.Format(Failed));
    }

    [Theory]
    [InlineData(4711U, 0, true)]
    [InlineData(4712U, 0, false)]
    [InlineData(4711U, 1, true)]
    [InlineData(4711U, 2, false)]
    public void Wants_AConnect_ByProcessAndLatency(uint process, int minimumMs, bool expected)
    {
        var request = new ConnectsRequest { ProcessIds = [process], Watch = new() { MinimumLatency = TimeSpan.FromMilliseconds(minimumMs) } };

        Assert.Equal(expected, request.Wants(Succeeded));
    }
}
