using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>Finds the handshakes in a capture on the client's interface.</summary>
internal static class WireHandshakes
{
    public static Dictionary<WireId, WireHandshake> By(List<Packet> packets, int serverPort)
    {
        var answers = packets.Where(packet => packet.IsSynAck && packet.SourcePort == serverPort)
            .ToLookup(packet => new WireId(packet.DestinationPort, packet.Acknowledged - 1));
        return packets
            .Where(packet => packet.IsSyn && packet.DestinationPort == serverPort)
            .GroupBy(packet => new WireId(packet.SourcePort, packet.Sequence))
            .ToDictionary(syns => syns.Key, syns => new WireHandshake(
                answers[syns.Key].First().TimeNs - syns.First().TimeNs, (uint)syns.Count() - 1));
    }

    public static int Answered(List<Packet> packets) =>
        packets.Where(packet => packet.IsSynAck).DistinctBy(packet => (packet.DestinationPort, packet.Acknowledged)).Count();

    /// <summary>The share of handshakes told within 5 % or 50 µs of the wire; one that the wire never saw is wrong.</summary>
    public static double WithinRatio(IReadOnlyCollection<ConnectionEvent> told, Dictionary<WireId, WireHandshake> wire) =>
        told.Count(one => wire.TryGetValue(WireId.Of(one), out var seen) && IsNear((long)one.HandshakeNs, seen.Nanoseconds)) / (double)told.Count;

    public static string Describe(List<ConnectionEvent> told, Dictionary<WireId, WireHandshake> wire)
    {
        var differences = told.Select(one => ((long)one.HandshakeNs - wire[WireId.Of(one)].Nanoseconds) / 1e3).Order().ToList();
        return $"measured - wire in µs: least {differences[0]:F1}, median {differences[differences.Count / 2]:F1}, "
            + $"p99 {differences[(int)(differences.Count * 0.99)]:F1}, most {differences[^1]:F1}; "
            + $"median handshake {told.Select(one => one.HandshakeNs).Order().ElementAt(told.Count / 2) / 1e3:F0} µs";
    }

    private static bool IsNear(long measured, long wire) => Math.Abs(measured - wire) <= Math.Max(wire / 20, 50_000);
}
