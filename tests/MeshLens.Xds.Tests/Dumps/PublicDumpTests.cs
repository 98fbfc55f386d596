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
