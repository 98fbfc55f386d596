using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Ingest.Naming.Static;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Probes;

/// <summary>What may be probed on request: known nodes, known services at their own ports, and what the operator allows.</summary>
/// <remarks>
/// Names are never asked of a name server: whoever may ask questions could lead probes anywhere. A metadata service's address
/// (169.254.169.254) and loopback are known to nobody, so they need the operator's word.
/// </remarks>
internal sealed class ProbeTargets(ProbeNodes nodes, IdentityIndex identities, EndpointFileResolver file, IOptions<ProbeOptions> options)
{
    private readonly List<IPNetwork> _networks = [.. options.Value.Allowed.Select(ProbeAllowance.NetworkOf).OfType<IPNetwork>()];
    private readonly List<string> _names = [.. options.Value.Allowed.Where(static text => ProbeAllowance.NetworkOf(text) is null)];

    /// <summary>Null when nobody knows it.</summary>
    public ProbeResolution? Find(ProbeTargetName target) => target.Address is { } address
        ? new(address, target.Port, target.Name, IsKnown(address, target.Port))
        : OfNode(target) ?? OfService(target) ?? OfFile(target);

    public bool IsAllowed(ProbeTargetName target, in ProbeResolution found)
    {
        var address = found.Address;
        return found.IsKnown || _networks.Exists(network => network.Contains(address)) || _names.Exists(name => Wildcard.Matches(name, target.Name));
    }

    // Of a node its own address and its responder's port: anything else there is somebody's service.
    private bool IsKnown(IPAddress address, int port) =>
        nodes.All().Exists(node => address.Equals(node.Address) && (port == 0 || port == node.Port))
        || (!IPAddress.IsLoopback(address) && IsOfMesh(address, port))
        || file.Knows(address, port);

    private bool IsOfMesh(IPAddress address, int port) =>
        identities.Resolve(new() { Key = AddressKey.Of(address), Port = port, Cluster = "", Node = "" }) is { IsPast: false } identity
        && (port == 0 ? identity.Workload is not null || identity.Node is not null : identity.Service is { } service && Serves(service, identity, port));

    private static bool Serves(ServiceHandle service, in AddressIdentity identity, int port)
    {
        if (identity.Workload is not null)
        {
            return true; // Its port leads to a service.
        }

        foreach (var known in service.Content?.Ports ?? default)
        {
            if (known.Port == port || known.NodePort == port)
            {
                return true;
            }
        }

        return false;
    }

    private ProbeResolution? OfNode(ProbeTargetName target) =>
        nodes.All().Find(node => node.Name == target.Name && node.Address is not null) is { } node
            ? new(node.Address!, target.Port == 0 ? node.Port : target.Port, target.Name, target.Port == 0 || target.Port == node.Port)
            : null;

    private ProbeResolution? OfService(ProbeTargetName target)
    {
        if (identities.FindAddress(target.Name) is not (var address, var service, var ports))
        {
            return null;
        }

        var port = target.Port != 0 ? target.Port : ports is [var only] ? only.Port : 0;
        var known = ports.FirstOrDefault(each => each.Port == port);
        return new(address.ToAddress(), service ? port : known.Target != 0 ? known.Target : port, target.Name, port == 0 || ports.Any(each => each.Port == port));
    }

    private ProbeResolution? OfFile(ProbeTargetName target) =>
        file.FindByName(target.Name, target.Port) is { } endpoint ? new(endpoint.Address, endpoint.Port, target.Name, true) : null;
}
