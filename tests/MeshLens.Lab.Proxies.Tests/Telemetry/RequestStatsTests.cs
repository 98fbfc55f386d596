using System.Net;
using MeshLens.Core.Telemetry;
using MeshLens.Lab.Proxies.Sidecars;
using MeshLens.Lab.Proxies.Telemetry;

namespace MeshLens.Lab.Proxies.Tests.Telemetry;

public sealed class RequestStatsTests
{
    private const string Cluster = "outbound|8100||orders.mesh1.svc.cluster.local";

    [Fact]
    public void Write_OfRequests_CountsEachOnceByItsLabels()
    {
        var subject = Create();
        subject.Add(Answered());
        subject.Add(Answered());
        subject.Add(Failed());

        var lines = subject.Write().Split('\n').Where(static line => line.StartsWith("istio_requests_total", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, lines.Count);
        Assert.EndsWith(" 2", lines.Single(static line => line.Contains("response_code=\"200\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith(" 1", lines.Single(static line => line.Contains("response_flags=\"UF\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfWhatNoDestinationAnswered_NamesTheServiceAllTheSame()
    {
        var subject = Create();
        subject.Add(Failed());

        var text = subject.Write();

        Assert.Contains("destination_workload=\"unknown\"", text, StringComparison.Ordinal);
        Assert.Contains("destination_service_name=\"orders\",destination_service_namespace=\"mesh1\"", text, StringComparison.Ordinal);
    }

    private static RequestStats Create() =>
        new(new(new() { Address = IPAddress.Loopback, Pod = "client-1", Namespace = "mesh1" }, "client"));

    private static Hop Answered()
    {
        var hop = Begin();
        hop.Answered(200);
        hop.End(answered: true);
        return hop;
    }

    private static Hop Failed()
    {
        var hop = Begin();
        hop.Fail(ResponseFlag.UpstreamConnectionFailure, 503, "refused");
        hop.End(answered: true);
        return hop;
    }

    private static Hop Begin()
    {
        var hop = Hop.Begin(Hop.Now, isInbound: false);
        hop.Cluster = Cluster;
        return hop;
    }
}
