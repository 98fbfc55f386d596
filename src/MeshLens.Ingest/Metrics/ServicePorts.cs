using MeshLens.Core.Identity;

namespace MeshLens.Ingest.Metrics;

/// <summary>The ports of a service, by what the sources of names say.</summary>
internal sealed class ServicePorts(IdentityIndex mesh)
{
    private const string Domain = "svc.cluster.local";

    /// <summary>How many ports a service has, and the only one where there is one; no ports where nobody knows it.</summary>
    public (int Count, int Only) Of(string space, string name, string host)
    {
        var service = mesh.FindService($"{space}/{(host.Contains('.', StringComparison.Ordinal) ? host : $"{name}.{space}.{Domain}")}");
        var ports = service is null ? [] : service.Ports.Select(static port => (int)port.Port).Distinct().ToList();
        return (ports.Count, ports is [var only] ? only : 0);
    }
}
