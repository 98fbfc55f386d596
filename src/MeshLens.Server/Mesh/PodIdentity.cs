using System.Net;
using MeshLens.Xds.Identity;

namespace MeshLens.Server.Mesh;

/// <summary>Who this process is to a control plane: its pod, as the chart tells it in the environment.</summary>
internal static class PodIdentity
{
    private const string DefaultNamespace = "istio-system";

    public static NodeIdentity Read(string cluster, Func<string, string?> variable, string accountDirectory)
    {
        string Text(string name, string otherwise) => variable(name) is { Length: > 0 } text ? text : otherwise;
        return new()
        {
            Address = IPAddress.TryParse(variable("POD_IP"), out var address) ? address : IPAddress.Loopback,
            Pod = Text("POD_NAME", Environment.MachineName),
            Namespace = Text("POD_NAMESPACE", NamespaceOf(accountDirectory)),
            ServiceAccount = Text("POD_SERVICE_ACCOUNT", "default"),
            NodeName = Text("NODE_NAME", ""),
            Cluster = cluster,
        };
    }

    private static string NamespaceOf(string accountDirectory)
    {
        var file = Path.Combine(accountDirectory, "namespace");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : DefaultNamespace;
    }
}
