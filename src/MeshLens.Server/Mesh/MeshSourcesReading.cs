using MeshLens.Kubernetes.Access;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Views;

namespace MeshLens.Server.Mesh;

/// <summary>From options to sources, with everything that is wrong, each with its remedy.</summary>
internal static class MeshSourcesReading
{
    private const string PlaintextPort = ":15010";

    public static MeshSources Read(MeshOptions options, Func<string, string?> variable, string accountDirectory, List<string> problems) => new(
        ReadControlPlane(options, problems),
        WithPlace(PodIdentity.Read(options.Cluster, variable, accountDirectory), options.Locality, problems),
        ReadClusters(options, variable, accountDirectory, problems),
        ReadViews(options, problems));

    private static NodeIdentity WithPlace(NodeIdentity node, string? locality, List<string> problems)
    {
        if (locality?.Split('/') is not [{ Length: > 0 } region, { Length: > 0 } zone, ..])
        {
            if (locality is not null)
            {
                problems.Add($"'{locality}' is no locality: write region and zone, for example --locality europe-west1/europe-west1-b.");
            }

            return node;
        }

        return node with { Region = region, Zone = zone };
    }

    private static List<ViewRequest> ReadViews(MeshOptions options, List<string> problems)
    {
        if (options.Views.Count > 0 && options.Istiod.Count == 0)
        {
            problems.Add("--view needs --istiod: name the control plane whose views are meant.");
        }

        var views = options.Views.Select(static text => (Text: text, View: ViewRequest.Parse(text))).ToList();
        problems.AddRange(views.Where(static each => each.View is null).Select(static each => $"'{each.Text}' is no view: {ViewRequest.Forms}."));
        return [.. views.Select(static each => each.View).OfType<ViewRequest>()];
    }

    private static ControlPlaneOptions? ReadControlPlane(MeshOptions options, List<string> problems)
    {
        if (options.Istiod.Count == 0)
        {
            if ((options.IstiodAuthorityFile ?? options.IstiodTokenFile ?? options.IstiodServerName) is not null)
            {
                problems.Add("--istiod-ca, --istiod-token-file and --istiod-name need --istiod: name the control plane, for example istiod.istio-system.svc:15012.");
            }

            return null;
        }

        var addresses = options.Istiod.Select(text => ReadAddress(text, problems)).OfType<Uri>().ToList();
        if (addresses.Count < options.Istiod.Count)
        {
            return null;
        }

        var plane = new ControlPlaneOptions
        {
            Addresses = addresses,
            AuthorityFile = options.IstiodAuthorityFile,
            TokenFile = options.IstiodTokenFile,
            ServerName = options.IstiodServerName,
            ClusterId = options.IstiodTokenFile is null ? null : options.Cluster,
        };
        problems.AddRange(plane.Validate());
        return plane;
    }

    // Port 15010 is istiod's plaintext one; everything else is TLS unless it says http://.
    private static Uri? ReadAddress(string text, List<string> problems)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text
            : text.EndsWith(PlaintextPort, StringComparison.Ordinal) ? $"http://{text}"
            : $"https://{text}";
        if (Uri.TryCreate(full, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 } && HasPort(full))
        {
            return address;
        }

        problems.Add($"'{text}' is not a control plane address: write host and port, for example istiod.istio-system.svc:15012.");
        return null;
    }

    private static bool HasPort(string address) => address.LastIndexOf(':') > Math.Max(address.LastIndexOf(']'), address.IndexOf("://", StringComparison.Ordinal));

    private static List<ClusterAccess> ReadClusters(MeshOptions options, Func<string, string?> variable, string accountDirectory, List<string> problems)
    {
        var clusters = new List<ClusterAccess>();
        if (options.InCluster && InCluster.Read(options.Cluster, variable, accountDirectory, problems) is { } own)
        {
            clusters.Add(own);
        }

        if (options.KubeConfigFile is { } file)
        {
            clusters.AddRange(KubeConfig.Read(file, options.KubeContexts, problems));
        }
        else if (options.KubeContexts.Count > 0)
        {
            problems.Add("--kube-context names contexts of a file: name the file with --kubeconfig.");
        }

        problems.AddRange(clusters.GroupBy(static cluster => cluster.Name).Where(static same => same.Count() > 1)
            .Select(static same => $"Two clusters are called {same.Key}: give this one another name with --cluster, or name fewer contexts."));
        return clusters;
    }
}
