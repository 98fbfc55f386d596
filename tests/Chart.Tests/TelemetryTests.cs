using MeshLens.Server.Commands;
using YamlDotNet.RepresentationModel;

namespace Chart.Tests;

/// <summary>Replicas that pass telemetry on, behind a service of their own.</summary>
public sealed class TelemetryTests
{
    private const string Name = "meshlens-telemetry";

    private readonly Rendered _tracing = new(Helm.Render("--values", Path.Combine(Chart.Examples, "tracing.values.yaml")));

    [Fact]
    public void Service_OfTheReplicas_LeadsToThemAlone()
    {
        var selector = (YamlMappingNode)_tracing.Of("Service", Name)["spec"]["selector"];
        var replica = (YamlMappingNode)_tracing.Of("Deployment")["spec"]["template"]["metadata"]["labels"];
        var server = (YamlMappingNode)_tracing.Of("StatefulSet")["spec"]["template"]["metadata"]["labels"];

        Assert.True(Selects(selector, replica));
        Assert.False(Selects(selector, server));
        Assert.False(Selects((YamlMappingNode)_tracing.Of("Service", "meshlens")["spec"]["selector"], replica));
    }

    [Fact]
    public void Service_Ports_AreNamedByWhatIsSpokenAndOpenAtTheReplica()
    {
        var ports = (YamlSequenceNode)_tracing.Of("Service", Name)["spec"]["ports"];
        var open = ((YamlSequenceNode)_tracing.Container("Deployment")["ports"]).Select(static port => Rendered.Text(port["name"])).ToList();

        Assert.Equal(["grpc-otlp 4317", "http-otlp 4318"], ports.Select(static port => $"{Rendered.Text(port["name"])} {Rendered.Text(port["port"])}"));
        Assert.All(ports, port => Assert.Contains(Rendered.Text(port["targetPort"]), open));
    }

    [Fact]
    public void Replica_Arguments_AreUnderstoodAndFollowTheServer()
    {
        var arguments = Rendered.Texts(_tracing.Container("Deployment")["args"]).ToArray();

        Assert.Empty(CommandLine.Create().Parse(arguments).Errors);
        Assert.Contains("--edges-of=https://meshlens.istio-system.svc:9470", arguments);
        Assert.Contains("--otlp-backend=grpc://collector.observability.svc:4317", arguments);
        Assert.Equal("3", Rendered.Text(_tracing.Of("Deployment")["spec"]["replicas"]));
    }

    [Fact]
    public void NetworkPolicies_LetReplicasAskTheServer()
    {
        var server = (YamlSequenceNode)_tracing.Of("NetworkPolicy", "meshlens")["spec"]["ingress"];

        Assert.Contains(server, static rule => Rendered.Text(rule["ports"][0]["port"]) == "api" && $"{rule["from"][0]}".Contains("telemetry", StringComparison.Ordinal));
        Assert.Equal("api", Rendered.Text(_tracing.Of("NetworkPolicy", Name)["spec"]["egress"][1]["ports"][0]["port"]));
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("Deployment")]
    public void Backend_HeadersLinksAndEnvironment_ReachWhoeverSends(string kind)
    {
        var container = _tracing.Container(kind);
        var mount = ((YamlSequenceNode)container["volumeMounts"]).Single(static each => Rendered.Text(each["name"]) == "backend");
        var volume = ((YamlSequenceNode)_tracing.Of(kind)["spec"]["template"]["spec"]["volumes"]).Single(static each => Rendered.Text(each["name"]) == "backend");

        Assert.Contains($"--otlp-headers={Rendered.Text(mount["mountPath"])}/headers", Rendered.Texts(container["args"]));
        Assert.Equal(("true", "meshlens-backend"), (Rendered.Text(mount["readOnly"]), Rendered.Text(volume["secret"]["secretName"])));
        Assert.Contains("--public-url=https://meshlens.example.org", Rendered.Texts(container["args"]));
        Assert.Equal("134217728", Rendered.Text(((YamlSequenceNode)container["env"]).Single(static each => Rendered.Text(each["name"]) == "MeshLens__Tracing__QueueBytes")["value"]));
    }

    [Fact]
    public void Server_WithoutABackend_GetsNoHeaders() =>
        Assert.DoesNotContain("otlp-headers", Helm.Render("--set", "telemetry.source=otlp,telemetry.headersSecret=meshlens-backend"), StringComparison.Ordinal);

    private static bool Selects(YamlMappingNode selector, YamlMappingNode labels) =>
        selector.Children.All(wanted => labels.Children.TryGetValue(wanted.Key, out var has) && Rendered.Text(has) == Rendered.Text(wanted.Value));
}
