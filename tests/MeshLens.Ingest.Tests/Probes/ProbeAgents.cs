using System.Net;
using MeshLens.Ingest.Agents;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;

namespace MeshLens.Ingest.Tests.Probes;

/// <summary>Agents that take part in probing, as ingest sees them.</summary>
internal static class ProbeAgents
{
    /// <summary>A node <c>n7</c> is reached at 10.0.0.7 unless told otherwise.</summary>
    public static TestAgent Connect(NodeRegistry registry, string node, uint port = 9473, bool hasPeers = false, string? address = null, string zone = "")
    {
        var hello = new Hello
        {
            ProtocolVersion = ProtocolVersion.Current,
            Node = node,
            AgentId = node,
            Cluster = "c",
            Zone = zone,
            Probes = new() { Address = WireAddress.Write(IPAddress.Parse(address ?? $"10.0.0.{node[1..]}")), Port = port, HasPeers = hasPeers },
        };
        Assert.True(registry.TryEnter(hello, out var stream, out var refusal), refusal);
        stream.Remote = IPAddress.Parse($"10.0.0.{node[1..]}");
        return new(stream, registry);
    }
}
