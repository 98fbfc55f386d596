using System.Net;

namespace MeshLens.Kubernetes.Access;

/// <summary>The cluster this process is a pod of, as Kubernetes tells every pod.</summary>
public static class InCluster
{
    /// <summary>Where Kubernetes mounts a pod's service account.</summary>
    public const string AccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>The access, or null with the reasons why there is none.</summary>
    public static ClusterAccess? Read(string name, Func<string, string?> variable, string accountDirectory, List<string> problems)
    {
        var (host, port) = (variable(HostVariable), variable(PortVariable));
        var (token, authorities) = (Path.Combine(accountDirectory, "token"), Path.Combine(accountDirectory, "ca.crt"));
        var before = problems.Count;
        if (string.IsNullOrEmpty(host) || !ushort.TryParse(port, out _))
        {
            problems.Add($"This is no pod ({HostVariable} and {PortVariable} are not set): name a kubeconfig file with --kubeconfig.");
        }

        problems.AddRange(new[] { token, authorities }.Where(static file => !File.Exists(file))
            .Select(static file => $"The file {file} does not exist: mount the pod's service account (automountServiceAccountToken), or use --kubeconfig."));
        return problems.Count > before ? null : new()
        {
            Name = name,
            Server = new($"https://{(IPAddress.TryParse(host, out var address) && address.GetAddressBytes().Length == 16 ? $"[{host}]" : host)}:{port}"),
            Authorities = Secret.InFile(authorities),
            Token = Secret.InFile(token),
        };
    }
}
