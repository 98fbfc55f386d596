using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Links;

namespace Kernel.Tests;

/// <summary>What is injected moves its own component and no other, within max(5 %, 0.2 ms) of the application's clock.</summary>
public class TurnComponentTests(ITestOutputHelper output)
{
    private const int Count = 40;
    private const int Series = 4;

    [RootTheory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    [InlineData(2, 0, 0, 0)]
    [InlineData(5, 0, 0, 0)]
    [InlineData(20, 0, 0, 0)]
    [InlineData(40, 0, 0, 0)]
    [InlineData(0, 5, 0, 0)]
    [InlineData(0, 50, 0, 0)]
    [InlineData(0, 0, 10, 0)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(5, 5, 10, 10)]
    [InlineData(20, 50, 10, 10)]
    public void Turn_WithInjectedTimes_AgreesWithTheApplicationsClock(int handlerMs, int roundTripMs, int serverReadsLateMs, int clientReadsLateMs)
    {
        var timings = new Timings(
            TimeSpan.FromMilliseconds(serverReadsLateMs), TimeSpan.FromMilliseconds(handlerMs), TimeSpan.FromMilliseconds(clientReadsLateMs));

        // On a processor that is busy otherwise the application learns late of what the kernel saw in time: then another series decides.
        List<string> wrong = [""];
        for (var series = 0; series < Series && wrong.Count > 0; series++)
        {
            wrong = Measure(timings, roundTripMs);
        }

        Assert.Empty(wrong);
    }

    private protected virtual WatchShape Shape => new();

    private List<string> Measure(Timings timings, int roundTripMs)
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(roundTripMs / 2.0));
        using var watch = ConnectionWatch.Start([pair.Client, pair.Server], Shape with
        {
            Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
        });
        List<Exchange> own;
        using (var connection = ConnectedPair.Open(pair.Client, pair.Server, LinkedPair.ServerV4))
        {
            own = Exchanges.Run(connection.Client, connection.Server, Count, timings);
        }

        watch.Closed(Role.Client, 1);
        watch.Closed(Role.Server, 1);
        var client = watch.Turns.Where(turn => turn.Turn.TurnNs > 0).Select(turn => turn.Turn).ToList();
        var server = watch.Turns.Where(turn => turn.Turn.TurnNs == 0).Select(turn => turn.Turn).ToList();
        Assert.Equal((Count, Count), (client.Count, server.Count));
        var network = TurnComponents.Median(client.Select(turn => turn.TurnNs / 1e6))
            - TurnComponents.Median(server.Select(turn => (turn.QueueingNs + turn.ServiceNs) / 1e6));
        var compared = TurnComponents.Compare(own, client, server);
        output.WriteLine(string.Join('\n', compared));
        List<string> wrong = [.. compared.Where(component => !component.IsWithin).Select(component => component.ToString())];
        if (network < roundTripMs - 0.2 || network > (roundTripMs * 1.05) + 1)
        {
            wrong.Add($"network: {network:F3} ms");
        }

        return wrong;
    }
}
