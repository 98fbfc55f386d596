using System.Globalization;
using System.Text.Json;
using Istio.WorkloadApi;

namespace MeshLens.Xds.Tests.Identity;

/// <summary>
/// What a real ztunnel had been told, from its configuration dump, turned back into the resources that told it. Two forms are about:
/// lists, and objects by key with the members of a service inside it.
/// </summary>
internal sealed record DumpedMesh(IReadOnlyList<Workload> Workloads, IReadOnlyList<Service> Services)
{
    public static DumpedMesh Load(string path)
    {
        using var dump = JsonDocument.Parse(File.ReadAllBytes(path));
        var workloads = Items(dump.RootElement.GetProperty("workloads")).Select(ReadWorkload).DistinctBy(static each => each.Uid).ToList();
        var services = Items(dump.RootElement.GetProperty("services")).ToList();
        var byUid = workloads.ToDictionary(static each => each.Uid);
        foreach (var service in services)
        {
            AddMembers(service, byUid);
        }

        return new(workloads, [.. services.Select(ReadService)]);
    }

    private static Workload ReadWorkload(JsonElement item)
    {
        var workload = new Workload
        {
            Uid = Text(item, "uid"),
            Name = Text(item, "name"),
            Namespace = Text(item, "namespace"),
            WorkloadName = Text(item, "workloadName"),
            CanonicalName = Text(item, "canonicalName"),
            ClusterId = Text(item, "clusterId"),
            Network = Text(item, "network"),
            Node = Text(item, "node"),
            TunnelProtocol = Text(item, "protocol") == "HBONE" ? TunnelProtocol.Hbone : TunnelProtocol.None,
            NetworkMode = Text(item, "networkMode") == "HostNetwork" ? NetworkMode.HostNetwork : NetworkMode.Standard,
        };
        workload.Addresses.Add(item.GetProperty("workloadIps").EnumerateArray().Select(static each => AddressSamples.Bytes(each.GetString()!)));
        return workload;
    }

    private static Service ReadService(JsonElement item)
    {
        var service = new Service { Name = Text(item, "name"), Namespace = Text(item, "namespace"), Hostname = Text(item, "hostname"), Ports = { Ports(item.GetProperty("ports")) } };
        foreach (var vip in item.GetProperty("vips").EnumerateArray().Select(static each => each.GetString()!.Split('/')))
        {
            service.Addresses.Add(new NetworkAddress { Network = vip[0], Address = AddressSamples.Bytes(vip[1]) });
        }

        if (item.TryGetProperty("waypoint", out var waypoint) && Text(waypoint, "destination").Split('/') is [var space, var host])
        {
            service.Waypoint = new() { Hostname = new() { Namespace = space, Hostname = host } };
        }

        return service;
    }

    private static void AddMembers(JsonElement service, Dictionary<string, Workload> workloads)
    {
        foreach (var endpoint in service.GetProperty("endpoints").EnumerateObject().Select(static each => each.Value))
        {
            if (workloads.TryGetValue(Text(endpoint, "workloadUid"), out var workload))
            {
                workload.Services[$"{Text(service, "namespace")}/{Text(service, "hostname")}"] = new() { Ports = { Ports(endpoint.GetProperty("port")) } };
            }
        }
    }

    private static IEnumerable<Port> Ports(JsonElement ports) => ports.EnumerateObject()
        .Select(static port => new Port { ServicePort = uint.Parse(port.Name, CultureInfo.InvariantCulture), TargetPort = port.Value.GetUInt32() });

    private static IEnumerable<JsonElement> Items(JsonElement items) =>
        items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : items.EnumerateObject().Select(static each => each.Value);

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
