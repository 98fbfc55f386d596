using MeshLens.Xds.Identity;

namespace MeshLens.Xds.Views;

/// <summary>As whom else the mesh is to be read.</summary>
/// <param name="Node">The workload to be served as; null to ask what the control plane serves to it.</param>
/// <param name="Proxy">Pod and namespace, <c>payments-v1-7d9f.shop</c>; empty for one pod of every workload that the control plane names.</param>
public sealed record ViewRequest(NodeIdentity? Node, string Proxy)
{
    private const string Everyone = "all";

    /// <summary>What is said of a text that is no request.</summary>
    public const string Forms =
        "write pod and namespace (payments-v1-7d9f.shop), 'all' for one pod of every workload, or a node id to be served as that proxy (sidecar~10.0.0.5~payments-v1-7d9f.shop~shop.svc.cluster.local)";

    /// <summary>Reads a request; null when the text is none.</summary>
    public static ViewRequest? Parse(string text) =>
        text == Everyone ? new(null, "")
        : text.Contains('~', StringComparison.Ordinal) ? NodeIdentity.Parse(text) is { } node ? new(node, $"{node.Pod}.{node.Namespace}") : null
        : text.Split('.') is [{ Length: > 0 }, { Length: > 0 }] ? new(null, text)
        : null;
}
