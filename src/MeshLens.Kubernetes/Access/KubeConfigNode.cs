using System.Text;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Kubernetes.Access;

/// <summary>A mapping of a kubeconfig file, asked by name.</summary>
internal sealed class KubeConfigNode(YamlMappingNode node, string file, List<string> problems)
{
    public List<string> Problems => problems;

    public void Complain(string problem) => problems.Add($"The kubeconfig {file} {problem}.");

    public bool Has(string name) => Child(name) is not null;

    public string Text(string name) => (Child(name) as YamlScalarNode)?.Value ?? "";

    /// <summary>The entry of a list by its name: <c>clusters: [{ name: c, cluster: {…} }]</c>.</summary>
    public KubeConfigNode? Named(string list, string name, string kind)
    {
        var entry = (Child(list) as YamlSequenceNode)?.OfType<YamlMappingNode>()
            .Select(each => new KubeConfigNode(each, file, problems)).FirstOrDefault(each => each.Text("name") == name);
        return entry?.Child(kind) is YamlMappingNode found ? new(found, file, problems) : null;
    }

    /// <summary>A file, relative to the kubeconfig, or the same in base64.</summary>
    public Secret? Secret(string inFile, string inline)
    {
        if (Text(inline) is { Length: > 0 } data)
        {
            return Decode(inline, data);
        }

        return Text(inFile) is { Length: > 0 } path ? InFile(path) : null;
    }

    public Secret? Token() =>
        Text("tokenFile") is { Length: > 0 } path ? InFile(path)
        : Text("token") is { Length: > 0 } token ? Access.Secret.Given(token.Trim())
        : null;

    private Secret InFile(string path)
    {
        var full = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, path);
        if (!File.Exists(full))
        {
            Complain($"names the file {full}, which does not exist");
        }

        return Access.Secret.InFile(full);
    }

    private Secret? Decode(string name, string data)
    {
        try
        {
            return Access.Secret.Given(Encoding.UTF8.GetString(Convert.FromBase64String(data)));
        }
        catch (FormatException)
        {
            Complain($"has a {name} that is not base64");
            return null;
        }
    }

    private YamlNode? Child(string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;
}
