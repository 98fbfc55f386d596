using System.Net;
using Google.Protobuf;
using Istio.WorkloadApi;

namespace MeshLens.Xds.Tests.Identity;

/// <summary>Resources of the workload API, as istiod writes them.</summary>
internal static class AddressSamples
{
    public static Address Pod(string name, string address, Action<Workload>? change = null)
    {
        var workload = new Workload
        {
            Uid = $"Kubernetes//Pod/shop/{name}-7d9f-x",
            Name = $"{name}-7d9f-x",
            Namespace = "shop",
            WorkloadName = name,
            Node = "node-a",
            ClusterId = "Kubernetes",
            Locality = new() { Region = "r", Zone = "z" },
            TunnelProtocol = TunnelProtocol.Hbone,
        };
        workload.Addresses.Add(address.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Bytes));
        change?.Invoke(workload);
        return new() { Workload = workload };
    }

    public static Address Service(string name, string address, uint port, uint target, Action<Service>? change = null)
    {
        var service = new Service { Name = name, Namespace = "shop", Hostname = Host(name), Ports = { new Port { ServicePort = port, TargetPort = target } } };
        service.Addresses.Add(address.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => new NetworkAddress { Address = Bytes(each) }));
        change?.Invoke(service);
        return new() { Service = service };
    }

    public static string Host(string name) => $"{name}.shop.svc.cluster.local";

    public static ByteString Bytes(string address) => ByteString.CopyFrom(IPAddress.Parse(address).GetAddressBytes());

    public static Action<Workload> Serves(string service, uint port, uint target) => workload =>
        workload.Services[$"shop/{Host(service)}"] = new() { Ports = { new Port { ServicePort = port, TargetPort = target } } };
}
