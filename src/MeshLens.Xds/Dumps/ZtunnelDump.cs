using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Istio.WorkloadApi;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using static MeshLens.Xds.Dumps.ZtunnelJson;

namespace MeshLens.Xds.Dumps;

/// <summary>
/// What a ztunnel knows, from its configuration dump, turned back into the resources of the workload API that told it. Two forms are
/// about: lists, and objects by key. Certificates in it are never read.
/// </summary>
/// <remarks><code>{"workloads": [{"uid": …, "workloadIps": [...], "protocol": "HBONE"}], "services": [{"hostname": …, "vips": ["network/address"], "endpoints": {…}}]}</code></remarks>
internal sealed class ZtunnelDump
{
    private readonly Dictionary<string, Workload> _workloads = new(StringComparer.Ordinal);
    private readonly List<RefusedResource> _refused = [];

    /// <summary>Whether a document is one.</summary>
    public static bool Is(JsonNode? document) => document is JsonObject dump && dump["services"] is JsonArray or JsonObject && Items(dump["workloads"]).Any(static item => item["workloadIps"] is JsonArray);

    public static (IReadOnlyList<MeshResource> Resources, IReadOnlyList<RefusedResource> Refused) Read(JsonNode document) => new ZtunnelDump().ReadAll(document);

    private (IReadOnlyList<MeshResource>, IReadOnlyList<RefusedResource>) ReadAll(JsonNode document)
    {
        var resources = new Dictionary<string, MeshResource>(StringComparer.Ordinal);
        foreach (var item in Items(document["workloads"]))
        {
            Try(item, "uid", () => _workloads.TryAdd(Text(item, "uid"), ZtunnelWorkload.Read(item)));
        }

        foreach (var item in Items(document["services"]))
        {
            Try(item, "hostname", () => Add(resources, new() { Service = Enter(item) }));
        }

        foreach (var workload in _workloads.Values)
        {
            Add(resources, new() { Workload = workload });
        }

        return ([.. resources.Values], _refused);
    }

    private void Try(JsonObject item, string name, Action read)
    {
        try
        {
            read();
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidOperationException or OverflowException)
        {
            _refused.Add(new(ResourceTypes.Addresses.ShortName, item[name]?.ToString() ?? "", $"cannot be read: {unreadable.Message}"));
        }
    }

    private void Add(Dictionary<string, MeshResource> resources, Address address)
    {
        var reading = ResourceTypes.Addresses.Read(Any.Pack(address), "");
        if (reading.IsGood)
        {
            resources.TryAdd(reading.Resource.Name, reading.Resource);
        }
        else
        {
            _refused.Add(new(ResourceTypes.Addresses.ShortName, reading.Name, reading.Problem));
        }
    }

    private Service Enter(JsonObject item)
    {
        var service = ZtunnelService.Read(item);
        foreach (var endpoint in Items(item["endpoints"]))
        {
            if (_workloads.TryGetValue(Text(endpoint, "workloadUid"), out var workload))
            {
                workload.Services[$"{service.Namespace}/{service.Hostname}"] = new() { Ports = { Ports(endpoint["port"]) } };
            }
        }

        return service;
    }
}
