using CsCheck;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Telemetry.Text;

namespace MeshLens.Core.Tests.Telemetry.Text;

public sealed class AccessLogLineTests
{
    private const string Outbound =
        """[2025-01-30T10:53:16.283Z] "GET /a "quoted" HTTP/1.1" 200 - via_upstream - "-" 0 48 2 2 "-" "agent \" [x]" "id" "ratings:9080" "10.244.0.41:9080" outbound|9080|v1|ratings.bookinfo.svc.cluster.local 10.244.0.37:41 10.107.133.104:9080 10.244.0.35:36718 - default""";

    private static readonly string[] Lines =
    [
        Outbound,
        """{"scope":"access","message":"connection complete","direction":"inbound","duration":"9s"}""",
        "x access connection complete src.addr=1.2.3.4:5 direction=\"inbound\" duration=\"1ms\"",
    ];

    [Fact]
    public void Parse_OutboundLine_GivesTheCallersHop()
    {
        var record = AccessLogLine.Parse(Outbound.Replace("\"quoted\" ", "", StringComparison.Ordinal))!;

        Assert.Equal((AccessReporter.Client, Leg.ProxyToProxy, "10.244.0.41:9080"), (record.Reporter, record.Leg, record.UpstreamRemote.ToString()));
        Assert.Equal(new ClusterName(ClusterDirection.Outbound, 9080, "v1", "ratings.bookinfo.svc.cluster.local"), ClusterName.Parse(record.Cluster));
        Assert.Equal(("default", "via_upstream", 48UL), (record.Route, record.Details, record.BytesSent));
    }

    [Fact]
    public void Parse_LineBefore19_HasNoTerminationDetails()
    {
        var record = AccessLogLine.Parse(
            """[2020-01-30T10:53:16.283Z] "GET /a HTTP/1.1" 503 UF "connect failed" 0 48 2 - "-" "a" "id" "r:1" "-" outbound|9080||r.b.svc.cluster.local - 10.1.1.1:9080 10.1.1.2:1 - -""")!;

        Assert.Equal((503, "UF", "connect failed"), (record.Status, record.Flags.ToString(), record.TransportFailure));
        Assert.Equal(-1, record.TakeApart()[(int)HopPart.UpstreamWait]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"response_flags\":\"-\"}")]
    [InlineData("[2025-01-30T10:53:16.283Z] \"GET / HTTP/1.1\" abc")]
    [InlineData("2025-01-30T10:53:16.283Z info access connection complete")]
    [InlineData("2025-06-21T18:27:34.624805Z state timed out waiting for workload 'default.default (curlpod)' from xds")]
    public void Parse_NoAccessLog_GivesNothing(string line) => Assert.Null(AccessLogLine.Parse(line));

    [Theory]
    [InlineData("100000")]
    [InlineData("1e+05")]
    public void Parse_LargeRoundNumbers_AreReadAsProxiesWriteThem(string duration)
    {
        var record = AccessLogLine.Parse($$"""{"response_flags":"-","method":"GET","response_code":200,"duration":{{duration}}}""");

        Assert.Equal(100_000_000_000, record!.Times.Ended);
    }

    [Fact]
    public void Parse_AnyPartOfALine_NeverThrows() =>
        Gen.Select(Gen.Int[0, Lines.Length - 1], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Char)
            .Sample(each =>
            {
                var (index, from, to, changed) = each;
                var line = Lines[index];
                var (low, high) = (Math.Min(from, line.Length), Math.Min(to, line.Length));
                AccessLogLine.Parse(line[..low]);
                AccessLogLine.Parse(line[Math.Min(low, high)..]);
                AccessLogLine.Parse(line[..low] + changed + line[Math.Max(low, high)..]);
            });

    [Fact]
    public void Flags_UnknownNames_AreKept()
    {
        var flags = ResponseFlags.Parse("UF,NEW,URX,NEWER");

        Assert.Equal("UF,URX,NEW,NEWER", flags.ToString());
        Assert.True(flags.Has(ResponseFlag.Other) && flags.AnyFailure);
    }

    [Theory]
    [InlineData("cart-5d8f7c9b6d-x2x9k", "cart")]
    [InlineData("node-agent-x2x9k", "node-agent")]
    [InlineData("my-words", "my-words")]
    [InlineData("db-0", "db-0")]
    [InlineData("a", "a")]
    [InlineData("", "")]
    public void PodNames_WorkloadOf_StripsOnlyWhatKubernetesAdds(string pod, string workload) => Assert.Equal(workload, PodNames.WorkloadOf(pod));

    [Theory]
    [InlineData("10.1.2.3:80", "10.1.2.3:80")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("fd00::1", "[fd00::1]:0")]
    [InlineData("envoy://connect_originate/10.244.0.32:9080", "10.244.0.32:9080")]
    [InlineData("envoy://internal_client_address/", "-")]
    [InlineData("10.1.2.3:99999", "-")]
    [InlineData(":", "-")]
    [InlineData("-", "-")]
    public void SocketName_Parse_ReadsWhatProxiesWrite(string text, string expected) => Assert.Equal(expected, SocketName.Parse(text).ToString());

    [Theory]
    [InlineData("outbound|9080||r.b.svc.cluster.local", ClusterDirection.Outbound, 9080)]
    [InlineData("outbound_.9080_._.r.b.svc.cluster.local", ClusterDirection.Outbound, 9080)]
    [InlineData("inbound|9080||", ClusterDirection.Inbound, 9080)]
    [InlineData("inbound-vip|80|http|r.b.svc.cluster.local", ClusterDirection.Waypoint, 80)]
    [InlineData("PassthroughCluster", ClusterDirection.Outbound, 0)]
    [InlineData("InboundPassthroughCluster", ClusterDirection.Inbound, 0)]
    [InlineData("some_cluster", ClusterDirection.Unknown, 0)]
    public void ClusterName_Parse_TellsDirectionAndPort(string name, ClusterDirection direction, int port) =>
        Assert.Equal((direction, port), (ClusterName.Parse(name).Direction, ClusterName.Parse(name).Port));
}
