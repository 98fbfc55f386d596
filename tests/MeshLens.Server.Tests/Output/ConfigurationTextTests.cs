using MeshLens.Api.Configuration;
using MeshLens.Server.Commands;
using MeshLens.Server.Output;
using MeshLens.Xds;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Dumps;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Server.Tests.Output;

/// <summary>What <c>config</c> and <c>findings</c> print.</summary>
public sealed class ConfigurationTextTests : IDisposable
{
    private const string Dump = """
        [
          {"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "outbound|8080||payments.shop.svc.cluster.local", "type": "EDS", "connect_timeout": "0.005s",
           "metadata": {"filter_metadata": {"istio": {"config": "/apis/networking.istio.io/v1/namespaces/shop/destination-rule/payments"}}},
           "eds_cluster_config": {"service_name": "outbound|8080||payments.shop.svc.cluster.local"}},
          {"@type": "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment", "cluster_name": "outbound|8080||payments.shop.svc.cluster.local",
           "endpoints": [{"locality": {"zone": "zone-1"}, "lb_endpoints": [{"endpoint": {"address": {"socket_address": {"address": "10.0.0.1", "port_value": 8080}}}}]}]}
        ]
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Config_OfAnEdge_ShowsClustersFindingsAndWhatWasNotSeen()
    {
        using var writer = new StringWriter();

        ConfigurationText.Write(EdgeConfiguration.Of(Create(), "payments.shop", 8080, null)!, writer);

        Assert.Equal(
            """
            payments.shop.svc.cluster.local:8080, seen from Dump config.json
              cluster   whole service: 1 endpoints, RoundRobin, TLS Plaintext, connect within 5 ms (DestinationRule shop/payments)
                        zone-1, priority 0: 1 of 1 healthy
            WARNING connect-timeout-short: A connect may take 5 ms, TLS included.
                    predicts  503 with flag UF where a connect with TLS takes longer than 5 ms.
                    in        DestinationRule shop/payments, spec.trafficPolicy.connectionPool.tcp.connectTimeout
                    for       payments.shop.svc.cluster.local:8080, seen from Dump config.json
                    fix       Set it to a second or more: a dead endpoint is found by outlier detection, not by haste.
            Not seen: No LDS was served to this view.

            """,
            writer.ToString(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Findings_OfNothing_SaysSo()
    {
        using var writer = new StringWriter();

        FindingsText.Write(new FindingReport([], ["No control plane is read: name one with --istiod."]), writer);

        Assert.Equal("Nothing was found.\nNot seen: No control plane is read: name one with --istiod.\n", writer.ToString(), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("warning", 1)]
    [InlineData("error", 0)]
    public void DumpFindings_OfADump_AreThoseBadEnough(string severity, int expected)
    {
        using var writer = new StringWriter();
        File.WriteAllText(_file, Dump);

        Assert.Equal(ExitCodes.Success, DumpFindings.Write(_file, severity, "payments", OutputFormat.Table, writer, TextWriter.Null));

        Assert.Equal(expected, writer.ToString().Split("connect-timeout-short").Length - 1);
    }

    [Theory]
    [InlineData("{}", ExitCodes.Failure, "It holds no listener, route, cluster or endpoints of xDS v3.")]
    [InlineData("not json", ExitCodes.Failure, "It is not JSON")]
    [InlineData("{\"configs\":[],\"configs\":[]}", ExitCodes.Failure, "the same thing twice")]
    [InlineData(null, ExitCodes.Misuse, "is not there")]
    public void DumpFindings_OfSomethingElse_SayWhatIsWrong(string? content, int exitCode, string problem)
    {
        using var errors = new StringWriter();
        File.WriteAllText(_file, content);
        if (content is null)
        {
            File.Delete(_file);
        }

        Assert.Equal(exitCode, DumpFindings.Write(_file, "info", null, OutputFormat.Table, TextWriter.Null, errors));

        Assert.Contains(problem, errors.ToString(), StringComparison.Ordinal);
    }

    private static ConfigurationState Create()
    {
        var model = ConfigurationModel.Of(DumpReader.Read(Dump).Snapshot, ConfigurationView.Unknown with { Kind = ViewKind.Dump, Reader = "config.json" }, ControlPlaneFacts.None);
        return new(default, model, RuleBook.Judge(model), ChangeLog.Empty);
    }
}
