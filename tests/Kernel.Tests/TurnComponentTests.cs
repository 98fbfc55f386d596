using MeshLens.Agent.Kernel;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

/// <summary>What is injected moves its own component and no other, within max(5 %, 0.2 ms) of the application's clock.</summary>
public sealed class TurnComponentTests(ITestOutputHelper output)
{
    private const int Count = 40;

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    [InlineData(5, 0, 0, 0)]
    [InlineData(20, 0, 0, 0)]
    [InlineData(0, 5, 0, 0)]
    [InlineData(0, 50, 0, 0)]
    [InlineData(0, 0, 10, 0)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(5, 5, 10, 10)]
    [InlineData(20, 50, 10, 10)]
    public void Turn_WithInjectedTimes_AgreesWithTheApplicationsClock(int handlerMs, int roundTripMs, int serverReadsLateMs, int clientReadsLateMs)
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(roundTripMs / 2.0));
        using var watch = ConnectionWatch.Start([pair.Client, pair.Server], EveryTurn);
        var timings = new Timings(
            TimeSpan.FromMilliseconds(serverReadsLateMs), TimeSpan.FromMilliseconds(handlerMs), TimeSpan.FromMilliseconds(clientReadsLateMs));
        List<Exchange> own;
        using (var connection = ConnectedPair.Open(pair.Client, pair.Server, LinkedPair.ServerV4))
        {
            own = Exchanges.Run(connection.Client, connection.Server, Count, timings);
        }

        watch.Closed(Role.Client, 1);
        watch.Closed(Role.Server, 1);
        var client = watch.Turns.Where(turn => turn.Turn.TurnNs > 0).Select(turn => turn.Turn).ToList();
        var server = watch.Turns.Where(turn => turn.Turn.TurnNs == 0).Select(turn => turn.Turn).ToList();

        Assert.Equal(Count, client.Count);
        Assert.Equal(Count, server.Count);
        Compare("turn", own.Select(one => one.Turn), client.Select(turn => turn.TurnNs));
        Compare("pickup", own.Select(one => one.Pickup), client.Select(turn => turn.PickupNs));
        Compare("queueing", own.Select(one => one.Queueing), server.Select(turn => turn.QueueingNs));
        Compare("service", own.Select(one => one.Service), server.Select(turn => turn.ServiceNs));
        var network = Median(client.Select(turn => (double)turn.TurnNs)) - Median(server.Select(turn => (double)turn.QueueingNs + turn.ServiceNs));
        Assert.InRange(network / 1e6, roundTripMs - 0.2, (roundTripMs * 1.05) + 1);
    }

    private static WatchShape EveryTurn => new()
    {
        Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
    };

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Count / 2);

    private void Compare(string component, IEnumerable<double> own, IEnumerable<ulong> measured)
    {
        var (wanted, got) = (Median(own), Median(measured.Select(ns => ns / 1e6)));
        output.WriteLine($"{component}: application {wanted:F3} ms, kernel {got:F3} ms");
        Assert.InRange(got, wanted - Math.Max(wanted * 0.05, 0.2), wanted + Math.Max(wanted * 0.05, 0.2));
    }
}
