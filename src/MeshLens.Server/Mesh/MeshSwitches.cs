using System.CommandLine;

namespace MeshLens.Server.Mesh;

/// <summary>The options of <c>server</c> and <c>run</c> that say who is asked about the mesh.</summary>
internal sealed class MeshSwitches
{
    private readonly Option<string[]> _istiod = new("--istiod")
    {
        Description = "The mesh's control plane, once per replica: istiod.istio-system.svc:15012 (TLS) or :15010 (plaintext). Gives names and configuration.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _authority = new("--istiod-ca") { Description = "PEM file with the authorities of the control plane's certificate (root-cert.pem of the ConfigMap istio-ca-root-cert)." };
    private readonly Option<string?> _token = new("--istiod-token-file") { Description = "File with a service account token for the audience istio-ca; read again for each stream." };
    private readonly Option<string?> _name = new("--istiod-name") { Description = "The name in the control plane's certificate, when the address is another: istiod.istio-system.svc." };
    private readonly Option<string[]> _views = new("--view")
    {
        Description = "As whom else to read the mesh, once per view: a pod and its namespace (payments-v1-7d9f.shop) or 'all' workloads by istiod's debug types, which it tells its root namespace; a node id to be served as that proxy.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _locality = new("--locality") { Description = "Where this process is, REGION/ZONE, to judge what crosses zones; found by its pod where --istiod or --kubernetes knows it." };
    private readonly Option<bool> _kubernetes = new("--kubernetes") { Description = "Take names from the cluster that this process is a pod of." };
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "Take names from the clusters of this file." };
    private readonly Option<string[]> _contexts = new("--kube-context") { Description = "Contexts of --kubeconfig, each a cluster; its current one unless given.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _cluster = new("--cluster") { Description = "The name of this cluster, as its control plane and its agents call it.", DefaultValueFactory = _ => new MeshOptions().Cluster };

    public void AddTo(Command command)
    {
        AddControlPlaneTo(command);
        Add(command, _views, _kubernetes, _kubeconfig, _contexts);
    }

    /// <summary>For a command that asks a control plane alone.</summary>
    public void AddControlPlaneTo(Command command) => Add(command, _istiod, _authority, _token, _name, _cluster, _locality);

    /// <summary>For a command that asks it as somebody else, too.</summary>
    public void AddViewsTo(Command command) => Add(command, _views);

    public MeshOptions Read(ParseResult parsed) => new()
    {
        Istiod = parsed.GetValue(_istiod) ?? [],
        IstiodAuthorityFile = parsed.GetValue(_authority),
        IstiodTokenFile = parsed.GetValue(_token),
        IstiodServerName = parsed.GetValue(_name),
        Views = parsed.GetValue(_views) ?? [],
        Locality = parsed.GetValue(_locality),
        InCluster = parsed.GetValue(_kubernetes),
        KubeConfigFile = parsed.GetValue(_kubeconfig),
        KubeContexts = parsed.GetValue(_contexts) ?? [],
        Cluster = parsed.GetValue(_cluster)!,
    };

    private static void Add(Command command, params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
        {
            command.Add(option);
        }
    }
}
