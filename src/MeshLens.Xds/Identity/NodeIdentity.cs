using System.Net;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Identity;

/// <summary>
/// Who MeshLens says it is. istiod takes the configuration to serve from it, and with a token it must agree with the token's
/// namespace and service account.
/// </summary>
/// <remarks>
/// Never with PROXY_CONFIG: a client that has it is listed among the proxies of the mesh, and MeshLens is none.
/// </remarks>
public sealed record NodeIdentity
{
    // What istioctl sends too: newer than any istiod, so that nothing is held back for an old proxy.
    private const string NewestVersion = "65536.65536.65536";

    /// <summary>The kind of proxy to be served as: sidecar, router, waypoint or ztunnel.</summary>
    public string Kind { get; init; } = "sidecar";

    /// <summary>The address of the pod.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The name of the pod, or of the workload to read the mesh as.</summary>
    public required string Pod { get; init; }

    /// <summary>The namespace of the pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The service account of the pod.</summary>
    public string ServiceAccount { get; init; } = "default";

    /// <summary>The DNS suffix of the cluster.</summary>
    public string Domain { get; init; } = "cluster.local";

    /// <summary>The cluster as istiod knows it.</summary>
    public string Cluster { get; init; } = "Kubernetes";

    /// <summary>The node of the pod; empty when unknown.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>Its region; empty for the control plane to find out by the pod.</summary>
    public string Region { get; init; } = "";

    /// <summary>Its zone; empty for the control plane to find out by the pod.</summary>
    public string Zone { get; init; } = "";

    /// <summary>The network of the pod; empty for the default one.</summary>
    public string Network { get; init; } = "";

    /// <summary>Labels of the pod: Sidecar scopes, workload selectors and locality follow them.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>As istiod parses it: four parts with tildes between.</summary>
    public string Id => $"{Kind}~{Address}~{Pod}.{Namespace}~{Namespace}.svc.{Domain}";

    /// <summary>Reads an id back: what else belongs to an identity is unknown then. Null when it is none.</summary>
    public static NodeIdentity? Parse(string id) =>
        id.Split('~') is [("sidecar" or "router" or "waypoint") and var kind, var address, var name, var domain]
        && IPAddress.TryParse(address, out var parsed)
        && name.LastIndexOf('.') is > 0 and var dot && dot + 1 < name.Length
        && domain.StartsWith($"{name[(dot + 1)..]}.svc.", StringComparison.Ordinal)
            ? new()
            {
                Kind = kind,
                Address = parsed,
                Pod = name[..dot],
                Namespace = name[(dot + 1)..],
                ServiceAccount = "",
                Domain = domain[(name.Length - dot + ".svc".Length)..],
            }
            : null;

    internal Envoy.Config.Core.V3.Node ToNode()
    {
        var metadata = new Struct();
        Add(metadata, "NAMESPACE", Namespace);
        Add(metadata, "SERVICE_ACCOUNT", ServiceAccount);
        Add(metadata, "NAME", Pod);
        Add(metadata, "CLUSTER_ID", Cluster);
        Add(metadata, "ISTIO_VERSION", NewestVersion);
        Add(metadata, "INSTANCE_IPS", Address.ToString());
        Add(metadata, "NODE_NAME", NodeName);
        Add(metadata, "NETWORK", Network);
        if (Labels.Count > 0)
        {
            var labels = new Struct();
            foreach (var (name, value) in Labels)
            {
                labels.Fields[name] = Value.ForString(value);
            }

            metadata.Fields["LABELS"] = Value.ForStruct(labels);
        }

        var node = new Envoy.Config.Core.V3.Node { Id = Id, Cluster = "meshlens", UserAgentName = "meshlens", Metadata = metadata };
        if (Zone.Length > 0)
        {
            node.Locality = new() { Region = Region, Zone = Zone };
        }

        return node;
    }

    private static void Add(Struct metadata, string name, string value)
    {
        if (value.Length > 0)
        {
            metadata.Fields[name] = Value.ForString(value);
        }
    }
}
