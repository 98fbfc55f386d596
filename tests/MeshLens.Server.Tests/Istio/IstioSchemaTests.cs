using MeshLens.Server.Istio;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Server.Tests.Istio;

/// <summary>What is printed is YAML of the shape that Istio takes: its API's fields, and no others.</summary>
public sealed class IstioSchemaTests
{
    // Of istio.mesh.v1alpha1.MeshConfig.ExtensionProvider and of istio.telemetry.v1.Telemetry, as JSON names them.
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["meshConfig"] = ["extensionProviders"],
        ["extensionProviders"] = ["name", "envoyHttpAls", "envoyOtelAls"],
        ["envoyHttpAls"] = ["service", "port", "logName", "filterStateObjectsToLog"],
        ["envoyOtelAls"] = ["service", "port", "logName", "logFormat"],
        ["logFormat"] = ["text", "labels"],
        ["spec"] = ["selector", "targetRefs", "tracing", "metrics", "accessLogging"],
        ["accessLogging"] = ["match", "providers", "disabled", "filter"],
        ["providers"] = ["name"],
        ["metadata"] = ["name", "namespace"],
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_BothParts_HaveFieldsOfIstiosApiAlone(bool isOtlp)
    {
        var target = Target(isOtlp);
        var (mesh, telemetry) = (Parse(IstioTelemetry.WriteMeshConfig, target), Parse(IstioTelemetry.WriteResources, target));

        Check(mesh);
        Check(telemetry);
        var provider = (YamlMappingNode)mesh["meshConfig"]["extensionProviders"][0];
        Assert.Equal(provider["name"], telemetry["spec"]["accessLogging"][0]["providers"][0]["name"]);
        var kind = provider[isOtlp ? "envoyOtelAls" : "envoyHttpAls"];
        Assert.Equal(("we\"ird.svc", "4317"), (Text(kind["service"]), Text(kind["port"])));
        if (isOtlp)
        {
            Assert.Equal(LogLabels.For(target.Version).Count, ((YamlMappingNode)kind["logFormat"]["labels"]).Children.Count);
        }
    }

    [Fact]
    public void Write_TheTelemetry_IsLikeARealOne()
    {
        var file = PublicData.File("istio", "pilot", "pkg", "xds", "testdata", "benchmarks", "telemetry-api.yaml");
        var real = Load(File.ReadAllText(file).Split("---")[0]);
        var own = Parse(IstioTelemetry.WriteResources, Target(isOtlp: true));

        Assert.Equal((Text(real["apiVersion"]), Text(real["kind"])), (Text(own["apiVersion"]), Text(own["kind"])));
        Assert.Equal(Shape(real["spec"]["accessLogging"]), Shape(own["spec"]["accessLogging"]));
    }

    private static string Shape(YamlNode node) => node switch
    {
        YamlMappingNode mapping => $"{{{string.Join(",", mapping.Children.Select(static child => $"{Text(child.Key)}:{Shape(child.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(",", list.Children.Select(Shape).Distinct(StringComparer.Ordinal))}]",
        _ => "text",
    };

    private static void Check(YamlNode node, string name = "")
    {
        if (node is YamlSequenceNode list)
        {
            Assert.All(list.Children, item => Check(item, name));
        }

        if (node is YamlMappingNode mapping)
        {
            Assert.All(mapping.Children, child =>
            {
                Assert.True(!Fields.TryGetValue(name, out var known) || known.Contains(Text(child.Key), StringComparer.Ordinal), $"{name} has no {Text(child.Key)}");
                Check(child.Value, Text(child.Key));
            });
        }
    }

    private static YamlMappingNode Parse(Action<TelemetryTarget, TextWriter> write, TelemetryTarget target)
    {
        using var writer = new StringWriter();
        write(target, writer);
        return Load(writer.ToString());
    }

    private static YamlMappingNode Load(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static TelemetryTarget Target(bool isOtlp) => new()
    {
        Version = new(27),
        Service = "we\"ird.svc",
        IsOtlp = isOtlp,
        Port = 4317,
        Namespace = "istio-system",
    };
}
