using YamlDotNet.RepresentationModel;

namespace Chart.Tests;

/// <summary>Rendered objects, asked by kind.</summary>
internal sealed class Rendered(string yaml)
{
    private readonly List<YamlMappingNode> _objects = Parse(yaml);

    public IEnumerable<string> Kinds => _objects.Select(static each => Text(each["kind"]));

    public YamlMappingNode Of(string kind) => Assert.Single(_objects, each => Text(each["kind"]) == kind);

    public YamlMappingNode Of(string kind, string name) =>
        Assert.Single(_objects, each => Text(each["kind"]) == kind && Text(each["metadata"]["name"]) == name);

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Select(Text);

    /// <summary>The only container of a workload.</summary>
    public YamlMappingNode Container(string kind) =>
        (YamlMappingNode)Assert.Single((YamlSequenceNode)Of(kind)["spec"]["template"]["spec"]["containers"]);

    private static List<YamlMappingNode> Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(static document => document.RootNode).OfType<YamlMappingNode>()];
    }
}
