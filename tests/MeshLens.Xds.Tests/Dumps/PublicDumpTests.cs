using System.Text.Json.Nodes;
using MeshLens.Xds.Dumps;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Dumps;

/// <summary>Public dumps of real proxies, and files that are none.</summary>
public sealed class PublicDumpTests
{
    [Theory]
    [InlineData("istio/istioctl/pkg/authz/testdata/configdump.yaml")]
    [InlineData("istio/istioctl/pkg/proxyconfig/testdata/config_dump.json")]
    [InlineData("istio/istioctl/pkg/describe/testdata/describe/http_config.json")]
    [InlineData("istio/istioctl/pkg/describe/testdata/describe/tls_config.json")]
    [InlineData("istio/istioctl/pkg/writer/compare/testdata/configdump.json")]
    [InlineData("istio/istioctl/pkg/writer/compare/testdata/configdump_diff.json")]
    [InlineData("istio/istioctl/pkg/writer/envoy/configdump/testdata/endpoint/configdump.json")]
    [InlineData("istio/istioctl/pkg/writer/envoy/configdump/testdata/routes/istio-gateway-http-route-prefix/configdump.json")]
    [InlineData("istio/istioctl/pkg/writer/envoy/configdump/testdata/routes/k8s-gateway-http-route-path-prefix/configdump.json")]
    [InlineData("envoy-gateway/internal/cmd/egctl/testdata/config/in/in.all.json")]
    [InlineData("envoy-gateway/internal/cmd/egctl/testdata/config/out/out.cluster.yaml")]
    [InlineData("grpcdebug/internal/testing/testserver/csds_config_dump.json")]
    public void Read_ADumpOfAProxy_HoldsConfiguration(string file)
    {
        var reading = DumpReader.Read(Load(Path.Combine(MeshData.Public(), file)), null);

        Assert.Null(reading.Problem);
        Assert.Empty(reading.Refused);
        Assert.Contains(OfProxy, type => !reading.Snapshot.Of(type).IsEmpty);
    }

    [Fact]
    public void Read_ADumpOfAProxy_SaysWhoseItIsAndWhere()
    {
        var reading = DumpReader.Read("""
            {"configs": [{"bootstrap": {"node": {"id": "sidecar~10.0.0.5~pay-1.shop~shop.svc.cluster.local", "locality": {"region": "r", "zone": "z"}}}},
                         {"dynamic_active_clusters": [{"cluster": {"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "a"}}]}]}
            """);

        Assert.Equal(new("sidecar~10.0.0.5~pay-1.shop~shop.svc.cluster.local", "r", "z"), reading.Proxy);
        Assert.Equal(DumpedProxy.Unknown, DumpReader.Read("""[{"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "a"}]""").Proxy);
    }

    [Theory]
    [InlineData("istio/istioctl/pkg/writer/ztunnel/configdump/testdata/dump.json", 27, 19, 13)]
    [InlineData("kiali/kubernetes/testdata/ztunnel-config.json", 48, 39, 18)]
    public void Read_ADumpOfAZtunnel_IsTheMeshThatItKnows(string file, int workloads, int services, int captured)
    {
        var reading = DumpReader.Read(File.ReadAllText(Path.Combine(MeshData.Public(), file)));
        var model = ConfigurationModel.Of(reading.Snapshot, ConfigurationView.Unknown with { Kind = ViewKind.Dump }, new(reading.Refused, []));

        Assert.Equal((null, 0), (reading.Problem, reading.Refused.Count));
        Assert.Equal((workloads, services, captured), (model.Workloads.Count, model.Services.Count, model.Workloads.Count(static workload => workload.IsCaptured)));
    }

    [Fact]
    public void Read_AZtunnelDumpWithABadAddress_RefusesThatWorkloadAlone()
    {
        var reading = DumpReader.Read("""
            {"workloads": [{"uid": "a", "workloadIps": ["10.0.0.1"]}, {"uid": "b", "workloadIps": ["here"]}],
             "services": {"s": {"hostname": "s.shop", "namespace": "shop", "vips": ["/10.96.0.1"], "ports": {"80": 8080}, "endpoints": {"a": {"workloadUid": "a", "port": {"80": 8080}}},
                                "loadBalancer": {"mode": "Strict", "routingPreferences": ["Node"]}, "waypoint": {"destination": "infra/edge.infra"}}}}
            """);

        var model = ConfigurationModel.Of(reading.Snapshot);
        Assert.Equal("b", Assert.Single(reading.Refused).Name);
        Assert.Equal(["shop/s.shop"], Assert.Single(model.Workloads).Services);
        var service = Assert.Single(model.Services);
        Assert.True(service.IsStrict);
        Assert.Equal(["Node"], service.Scopes);
        Assert.Contains("edge.infra", service.Waypoint, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyPublicFile_IsJudgedOrRefusedInOneSentence()
    {
        var read = 0;
        foreach (var file in Directory.EnumerateFiles(MeshData.Public(), "*.json", SearchOption.AllDirectories))
        {
            var reading = DumpReader.Read(File.ReadAllText(file));

            Assert.True(reading.Problem is null || reading.Problem.EndsWith('.'), $"{file}: {reading.Problem}");
            RuleBook.Judge(ConfigurationModel.Of(reading.Snapshot, ConfigurationView.Unknown with { Kind = ViewKind.Dump }, new(reading.Refused, [])));
            read += reading.Problem is null ? 1 : 0;
        }

        Assert.True(read >= 12, $"{read} files hold configuration.");
    }

    private static JsonNode? Load(string file) => file.EndsWith(".yaml", StringComparison.Ordinal) && !File.ReadAllText(file).TrimStart().StartsWith('{')
        ? Yaml.Read(File.ReadAllText(file))
        : JsonNode.Parse(File.ReadAllText(file));
}
