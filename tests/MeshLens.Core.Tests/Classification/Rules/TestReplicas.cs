using MeshLens.Core.Edges;
using MeshLens.Core.Signals;

namespace MeshLens.Core.Tests.Classification.Rules;

/// <summary>An edge whose replicas are written down one by one. A turn is the path, 0.1 ms of queueing and the service.</summary>
internal static class TestReplicas
{
    /// <summary>Both ends of each replica: its server time, the path to it, and its requests of usually 133.</summary>
    public static TestEdge Create(params (string Endpoint, double ServiceMs, double PathMs, int Count)[] replicas)
    {
        var edge = TestEdge.Well();
        var (first, rest) = (replicas[0], replicas[1..]);
        edge.Timed(End.Client, Signal.Turn, TurnOf(first), first.Count, 5, 400).Timed(End.Server, Signal.Service, first.ServiceMs, first.Count, 4.6, 400)
            .Timed(End.Client, Signal.Handshake, first.PathMs, first.Count / 4, 0.3, 100);
        foreach (var replica in rest)
        {
            edge.And(End.Client, Signal.Turn, TurnOf(replica), replica.Count).And(End.Server, Signal.Service, replica.ServiceMs, replica.Count)
                .And(End.Client, Signal.Handshake, replica.PathMs, replica.Count / 4);
        }

        foreach (var replica in replicas)
        {
            edge.Replica(End.Client, replica.Endpoint, Signal.Turn, TurnOf(replica), replica.Count, 5, 133)
                .Replica(End.Client, replica.Endpoint, Signal.Handshake, replica.PathMs, replica.Count / 4, 0.3, 33)
                .Replica(End.Server, replica.Endpoint, Signal.Service, replica.ServiceMs, replica.Count, 4.6, 133)
                .Replica(End.Server, replica.Endpoint, Signal.Queueing, 0.1, replica.Count, 0.1, 133);
        }

        return edge;
    }

    private static double TurnOf((string Endpoint, double ServiceMs, double PathMs, int Count) replica) => replica.ServiceMs + replica.PathMs + 0.1;
}
