using MeshLens.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Kubernetes.Access;

/// <summary>Clusters out of a kubeconfig file, by context.</summary>
public static class KubeConfig
{
    /// <summary>The accesses of the named contexts, or of the current one when none is named, with every problem of all of them.</summary>
    public static IReadOnlyList<ClusterAccess> Read(string file, IReadOnlyList<string> contexts, List<string> problems)
    {
        try
        {
            using var text = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                problems.Add($"The kubeconfig {file} is not one YAML mapping: write it with 'kubectl config view --raw'.");
                return [];
            }

            var config = new KubeConfigNode(root, file, problems);
            return [.. (contexts.Count > 0 ? contexts : [config.Text("current-context")]).Select(context => ReadContext(config, context)).OfType<ClusterAccess>()];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or YamlException)
        {
            problems.Add($"The kubeconfig {file} cannot be read: {unreadable.Message}");
            return [];
        }
    }

    private static ClusterAccess? ReadContext(KubeConfigNode config, string name)
    {
        var before = config.Problems.Count;
        if (name.Length == 0 || config.Named("contexts", name, "context") is not { } context)
        {
            config.Complain($"has no context '{name}': name one with --kube-context");
            return null;
        }

        var cluster = config.Named("clusters", context.Text("cluster"), "cluster");
        var user = config.Named("users", context.Text("user"), "user");
        var access = cluster is null ? null : ReadCluster(config, name, cluster, user);
        return config.Problems.Count > before ? null : access;
    }

    private static ClusterAccess? ReadCluster(KubeConfigNode config, string name, KubeConfigNode cluster, KubeConfigNode? user)
    {
        if (!Uri.TryCreate(cluster.Text("server"), UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            config.Complain($"gives the context '{name}' no server: write for example https://10.0.0.1:6443");
            return null;
        }

        if (cluster.Text("insecure-skip-tls-verify") == "true")
        {
            config.Complain($"does not check the server of the context '{name}': give its certificate-authority instead of insecure-skip-tls-verify");
        }

        if (user?.Has("exec") == true || user?.Has("auth-provider") == true)
        {
            config.Complain($"gets the credentials of the context '{name}' from another program, which MeshLens does not run: use a token, tokenFile or a client certificate");
        }

        if (server is { Scheme: "http", IsLoopback: false } && user?.Token() is not null)
        {
            config.Complain($"would send the token of the context '{name}' in the clear to {server}: use https, or leave the token out");
        }

        if (user?.Token() is { File: null } given && !TokenFile.IsToken(given.Read()))
        {
            config.Complain($"gives the context '{name}' a token that no header can carry: write visible ASCII letters without blanks");
        }

        return new()
        {
            Name = name,
            Server = server,
            ServerName = cluster.Text("tls-server-name") is { Length: > 0 } serverName ? serverName : null,
            Authorities = cluster.Secret("certificate-authority", "certificate-authority-data"),
            Token = user?.Token(),
            ClientCertificate = user?.Secret("client-certificate", "client-certificate-data"),
            ClientKey = user?.Secret("client-key", "client-key-data"),
        };
    }
}
