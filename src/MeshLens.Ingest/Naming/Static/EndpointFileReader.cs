using System.Net;
using System.Text.Json;
using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Naming.Static;

/// <summary>Reads the endpoint file and finds all of its errors at once.</summary>
/// <remarks>
/// <code>
/// {
///   "endpoints": [
///     // A workload: every port of its address, and its own calls.
///     { "address": "10.77.0.11", "namespace": "shop", "name": "payments", "kind": "workload", "node": "n1", "zone": "a" },
///     // A service: what callers connect to, here a virtual address.
///     { "address": "10.96.0.10", "port": 80, "namespace": "shop", "name": "payments", "kind": "service" },
///     // A network: whoever is in it and has no entry of its own.
///     { "address": "192.168.0.0/16", "name": "office" }
///   ]
/// }
/// </code>
/// <c>address</c> (an IP address or a network in CIDR form) and <c>name</c> are required. <c>kind</c> is <c>workload</c>
/// (default) or <c>service</c>. The longest prefix wins, then the entry with the port.
/// </remarks>
internal static class EndpointFileReader
{
    private const int LongestName = 253;

    public static EndpointTable? Read(ReadOnlySpan<byte> json, List<string> errors)
    {
        EndpointFileContent? content;
        try
        {
            content = JsonSerializer.Deserialize(json, EndpointFileJson.Default.EndpointFileContent);
        }
        catch (JsonException fault)
        {
            errors.Add($"It is not the JSON that was expected: {fault.Message}");
            return null;
        }

        if (content is null)
        {
            errors.Add("It is empty: write {\"endpoints\": []}.");
            return null;
        }

        var table = new EndpointTable();
        for (var i = 0; i < content.Endpoints.Count; i++)
        {
            if (ReadEntry(content.Endpoints[i], $"endpoints[{i}]", errors) is { } entry && !table.TryAdd(entry))
            {
                errors.Add($"endpoints[{i}] names {entry.Network}{(entry.Port == 0 ? "" : $" port {entry.Port}")} a second time: keep one of them.");
            }
        }

        return errors.Count == 0 ? table : null;
    }

    private static EndpointEntry? ReadEntry(EndpointFileEntry? entry, string place, List<string> errors)
    {
        if (entry is null)
        {
            errors.Add($"{place} is null: remove it.");
            return null;
        }

        var before = errors.Count;
        if (!TryReadNetwork(entry.Address, out var network))
        {
            errors.Add($"{place}.address is '{entry.Address}': write an IP address or a network such as 10.0.0.0/8.");
        }

        if (entry.Port is < 1 or > 65_535)
        {
            errors.Add($"{place}.port is {entry.Port}: write 1 to 65535, or leave it out for every port.");
        }

        CheckName(entry.Name, $"{place}.name", required: true, errors);
        CheckName(entry.Namespace, $"{place}.namespace", required: false, errors);
        CheckName(entry.Cluster, $"{place}.cluster", required: false, errors);
        CheckName(entry.Node, $"{place}.node", required: false, errors);
        CheckName(entry.Zone, $"{place}.zone", required: false, errors);
        if (entry.Kind is not (null or "workload" or "service"))
        {
            errors.Add($"{place}.kind is '{entry.Kind}': write workload or service.");
        }

        return errors.Count > before ? null : new(network, entry.Port ?? 0, PartyOf(entry), entry.Cluster, entry.Node, entry.Zone);
    }

    private static Party PartyOf(EndpointFileEntry entry) =>
        new(entry.Namespace ?? "", entry.Name!, entry.Kind == "service" ? PartyKind.Service : PartyKind.Workload);

    private static void CheckName(string? name, string place, bool required, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(name) ? required || name is not null : name.Length > LongestName)
        {
            errors.Add($"{place} is {(string.IsNullOrWhiteSpace(name) ? "missing or blank" : "too long")}: write 1 to {LongestName} characters.");
        }
    }

    private static bool TryReadNetwork(string? text, out IPNetwork network)
    {
        network = default;
        if (IPAddress.TryParse(text, out var address))
        {
            address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            network = new(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return text is not null && IPNetwork.TryParse(text, out network);
    }
}
