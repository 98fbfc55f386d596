using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Istio.WorkloadApi;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;

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
    public static bool Is(JsonNode? document) => document is JsonObject dump && dump["services"] is JsonArray or JsonObject && ItemsOf(dump["workloads"]).Any(static item => item["workloadIps"] is JsonArray);

    public static (IReadOnlyList<MeshResource> Resources, IReadOnlyList<RefusedResource> Refused) Read(JsonNode document) => new ZtunnelDump().ReadAll(document);

    private (IReadOnlyList<MeshResource>, IReadOnlyList<RefusedResource>) ReadAll(JsonNode document)
    {
        var resources = new Dictionary<string, MeshResource>(StringComparer.Ordinal);
        foreach (var item in ItemsOf(document["workloads"]))
        {
            Try(item, "uid", () => _workloads.TryAdd(Text(item, "uid"), WorkloadOf(item)));
        }

        foreach (var item in ItemsOf(document["services"]))
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

    private static Workload WorkloadOf(JsonObject item)
    {
        var workload = new Workload
        {
            Uid = Text(item, "uid"),
            Name = Text(item, "name"),
            Namespace = Text(item, "namespace"),
            WorkloadName = Text(item, "workloadName"),
            CanonicalName = Text(item, "canonicalName"),
            CanonicalRevision = Text(item, "canonicalRevision"),
            ServiceAccount = Text(item, "serviceAccount"),
            TrustDomain = Text(item, "trustDomain"),
            ClusterId = Text(item, "clusterId"),
            Network = Text(item, "network"),
            Node = Text(item, "node"),
            TunnelProtocol = Text(item, "protocol") is "HBONE" ? TunnelProtocol.Hbone : TunnelProtocol.None,
            NativeTunnel = item["nativeTunnel"]?.GetValue<bool>() == true,
            NetworkMode = Text(item, "networkMode") == "HostNetwork" ? NetworkMode.HostNetwork : NetworkMode.Standard,
            Status = Text(item, "status") == "Unhealthy" ? WorkloadStatus.Unhealthy : WorkloadStatus.Healthy,
            Waypoint = GatewayOf(item["waypoint"]),
            NetworkGateway = GatewayOf(item["networkGateway"]),
            Addresses = { (item["workloadIps"] as JsonArray ?? []).Select(static address => Bytes(address!.GetValue<string>())) },
        };
        if (item["locality"] is JsonObject place)
        {
            workload.Locality = new() { Region = Text(place, "region"), Zone = Text(place, "zone"), Subzone = Text(place, "subzone") };
        }

        return workload;
    }

    private Service Enter(JsonObject item)
    {
        var service = new Service
        {
            Name = Text(item, "name"),
            Namespace = Text(item, "namespace"),
            Hostname = Text(item, "hostname"),
            Ports = { PortsOf(item["ports"]) },
            Addresses = { (item["vips"] as JsonArray ?? []).Select(static address => AddressOf(address!.GetValue<string>())) },
            Waypoint = GatewayOf(item["waypoint"]),
            LoadBalancing = BalancingOf(item["loadBalancer"] as JsonObject),
        };
        foreach (var endpoint in ItemsOf(item["endpoints"]))
        {
            if (_workloads.TryGetValue(Text(endpoint, "workloadUid"), out var workload))
            {
                workload.Services[$"{service.Namespace}/{service.Hostname}"] = new() { Ports = { PortsOf(endpoint["port"]) } };
            }
        }

        return service;
    }

    // An enum may come that is not known yet: then nothing is said of balancing.
    private static LoadBalancing? BalancingOf(JsonObject? item)
    {
        if (item is null || !System.Enum.TryParse<LoadBalancing.Types.Mode>(Text(item, "mode") is "Standard" ? "UnspecifiedMode" : Text(item, "mode"), ignoreCase: true, out var mode))
        {
            return null;
        }

        var scopes = (item["routingPreferences"] as JsonArray ?? [])
            .Select(static scope => System.Enum.TryParse<LoadBalancing.Types.Scope>(scope!.GetValue<string>(), ignoreCase: true, out var known) ? known : LoadBalancing.Types.Scope.UnspecifiedScope);
        return new() { Mode = mode, RoutingPreference = { scopes } };
    }

    // "bookinfo/waypoint.bookinfo.svc.cluster.local", or "network/10.96.65.117".
    private static GatewayAddress? GatewayOf(JsonNode? item)
    {
        if (item is not JsonObject gateway || Text(gateway, "destination") is not { Length: > 0 } destination || destination.Split('/') is not [var before, var after])
        {
            return null;
        }

        return IPAddress.TryParse(after, out _)
            ? new() { Address = AddressOf(destination) }
            : new() { Hostname = new() { Namespace = before, Hostname = after } };
    }

    private static NetworkAddress AddressOf(string text) => text.LastIndexOf('/') is >= 0 and var slash
        ? new() { Network = text[..slash], Address = Bytes(text[(slash + 1)..]) }
        : new() { Address = Bytes(text) };

    private static ByteString Bytes(string address) => ByteString.CopyFrom(IPAddress.Parse(address).GetAddressBytes());

    private static IEnumerable<Port> PortsOf(JsonNode? ports) => (ports as JsonObject ?? [])
        .Select(static port => new Port { ServicePort = uint.Parse(port.Key, CultureInfo.InvariantCulture), TargetPort = port.Value?.GetValue<uint>() ?? 0 });

    private static IEnumerable<JsonObject> ItemsOf(JsonNode? items) => items switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject byKey => byKey.Select(static each => each.Value).OfType<JsonObject>(),
        _ => [],
    };

    private static string Text(JsonObject item, string name) => item[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
