namespace MeshLens.Core.Telemetry;

/// <summary>The host name of a Kubernetes service: <c>reviews.bookinfo.svc.cluster.local</c>.</summary>
public static class ServiceHost
{
    /// <summary>Name and namespace; null when the host is none of a Kubernetes service.</summary>
    public static (string Name, string Namespace)? Parse(ReadOnlySpan<char> host)
    {
        Span<Range> labels = stackalloc Range[4];
        return host.Split(labels, '.') >= 3 && IsService(host[labels[2]])
            ? (host[labels[0]].ToString(), host[labels[1]].ToString())
            : null;
    }

    private static bool IsService(ReadOnlySpan<char> label) => label.Equals("svc", StringComparison.Ordinal);
}
