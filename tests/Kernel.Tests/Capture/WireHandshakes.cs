using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>Finds the handshakes in a capture on the client's interface.</summary>
internal static class WireHandshakes
{
    /// <summary>By the client's port.</summary>
    public static Dictionary<int, WireHandshake> By(List<Packet> packets, int serverPort)
    {
        var answers = packets.Where(packet => packet.IsSynAck && packet.SourcePort == serverPort).ToLookup(packet => packet.DestinationPort);
        return packets
            .Where(packet => packet.IsSyn && packet.DestinationPort == serverPort)
            .GroupBy(packet => packet.SourcePort)
            .ToDictionary(syns => syns.Key, syns => new WireHandshake(answers[syns.Key].First().TimeNs - syns.First().TimeNs, (uint)syns.Count() - 1));
    }

    public static string Describe(List<ConnectionEvent> told, Dictionary<int, WireHandshake> wire)
    {
        var differences = told.Select(one => ((long)one.HandshakeNs - wire[one.LocalPort].Nanoseconds) / 1e3).Order().ToList();
        return $"measured - wire in µs: least {differences[0]:F1}, median {differences[differences.Count / 2]:F1}, "
            + $"p99 {differences[(int)(differences.Count * 0.99)]:F1}, most {differences[^1]:F1}; "
            + $"median handshake {told.Select(one => one.HandshakeNs).Order().ElementAt(told.Count / 2) / 1e3:F0} µs";
    }
}
