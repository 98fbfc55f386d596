namespace MeshLens.Core.Identity;

/// <summary>How well one owner of an address fits a port, and what that makes of it.</summary>
internal static class OwnerMatch
{
    private const int HbonePort = 15008;
    private const int SameName = 2;
    private const int HasAddress = 1;

    /// <summary>Null when the owner cannot be the one behind this port.</summary>
    public static AddressMatch? Of(AddressOwner owner, int port)
    {
        if (owner.Content is { } service)
        {
            return port != 0 && HasPort(service.Ports.Span, port) ? AddressMatch.Service : AddressMatch.ServiceAddress;
        }

        if (owner.Workload is { } workload)
        {
            return !workload.IsHostNetwork ? AddressMatch.Workload : port != 0 && Serves(workload, port) ? AddressMatch.HostNetwork : null;
        }

        return AddressMatch.Node;
    }

    /// <summary>
    /// The service behind a workload's port. Of several the one of the workload's own name, then one with an address of its own,
    /// then the first: both ends of a connection must choose alike.
    /// </summary>
    public static (ServiceHandle? Service, int Port) ServiceBehind(AddressOwner owner, int port)
    {
        var workload = owner.Workload!;
        if (owner.Serves.Length == 1)
        {
            return OnlyService(owner, port);
        }

        (ServiceHandle? Service, int Port, int Fit) best = (null, port, -1);
        for (var i = 0; i < owner.Serves.Length; i++)
        {
            foreach (var candidate in workload.Services[i].Ports.Span)
            {
                if (IsTarget(candidate, port) && Fit(owner.Serves[i], workload) is var fit && fit > best.Fit)
                {
                    best = (owner.Serves[i], candidate.Port, fit);
                }
            }
        }

        return best.Service is null && port == HbonePort ? BehindTunnel(owner) : (best.Service, best.Port);
    }

    // Nearly every workload serves one service: then there is nothing to choose.
    private static (ServiceHandle? Service, int Port) OnlyService(AddressOwner owner, int port)
    {
        foreach (var candidate in owner.Workload!.Services[0].Ports.Span)
        {
            if (IsTarget(candidate, port))
            {
                return (owner.Serves[0], candidate.Port);
            }
        }

        return port == HbonePort ? BehindTunnel(owner) : (null, port);
    }

    // A tunnel does not say to outsiders what it carries: only where there is one thing to carry is that known.
    private static (ServiceHandle? Service, int Port) BehindTunnel(AddressOwner owner) =>
        owner.Workload is { Tunnel: MeshTunnel.Hbone, Services: { Count: 1 } services } && services[0].Ports.Count == 1
            ? (owner.Serves[0], services[0].Ports[0].Port)
            : (null, HbonePort);

    private static int Fit(ServiceHandle service, MeshWorkload workload) =>
        (service.Name == workload.Name ? SameName : 0) + (service.Content is { IsHeadless: true } ? 0 : HasAddress);

    private static bool Serves(MeshWorkload workload, int port)
    {
        foreach (var membership in workload.Services.Span)
        {
            foreach (var candidate in membership.Ports.Span)
            {
                if (IsTarget(candidate, port))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsTarget(ServicePort candidate, int port) =>
        candidate.Target == port || (candidate.Target == 0 && candidate.Port == port);

    private static bool HasPort(ReadOnlySpan<ServicePort> ports, int port)
    {
        foreach (var candidate in ports)
        {
            if (candidate.Port == port)
            {
                return true;
            }
        }

        return false;
    }
}
