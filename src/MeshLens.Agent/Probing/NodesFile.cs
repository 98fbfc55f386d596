using System.Net;
using System.Text.Json;

namespace MeshLens.Agent.Probing;

/// <summary>Reads a file of nodes. All that is wrong with it is said at once.</summary>
/// <remarks><c>[{"node":"b","address":"10.0.0.2","port":9473}]</c>; without a port a node is probed by ICMP.</remarks>
internal static class NodesFile
{
    private const long LargestFile = 8 << 20;

    /// <summary>The sound entries.</summary>
    public static List<ProbeNode> Read(string path, List<string> problems)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                problems.Add($"{path} is larger than 8 MiB.");
                return [];
            }

            return Read(JsonSerializer.Deserialize(File.ReadAllBytes(path), NodeEntryJson.Default.ListNodeEntry) ?? [], problems);
        }
        catch (JsonException fault)
        {
            problems.Add($"{path} is not a list of nodes (line {fault.LineNumber + 1}): write [{{\"node\":\"b\",\"address\":\"10.0.0.2\",\"port\":9473}}].");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add(fault.Message);
        }

        return [];
    }

    private static List<ProbeNode> Read(List<NodeEntry> entries, List<string> problems)
    {
        var nodes = new Dictionary<string, ProbeNode>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (string.IsNullOrEmpty(entry.Node) || !IPAddress.TryParse(entry.Address, out var address) || entry.Port is < 0 or > ushort.MaxValue)
            {
                problems.Add($"'{entry.Node}' with address '{entry.Address}' and port {entry.Port} is no node: give a name, an IP address, and a port or none.");
            }
            else if (!nodes.TryAdd(entry.Node, new(entry.Node, address, entry.Port)))
            {
                problems.Add($"'{entry.Node}' is there twice: give each node its own name.");
            }
        }

        return [.. nodes.Values];
    }
}
