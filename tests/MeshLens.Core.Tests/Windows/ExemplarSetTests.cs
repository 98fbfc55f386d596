using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class ExemplarSetTests
{
    [Fact]
    public void Add_ConnectionGetsWorse_ItsWorstReportStandsAlone()
    {
        var set = Create(Turn(1, 10), Turn(1, 30), Turn(1, 20), Turn(2, 5));

        Assert.Equal([(1u, 30UL), (2u, 5UL)], set.All.Select(exemplar => (exemplar.ClientSequence, exemplar.TurnNs)));
    }

    [Fact]
    public void Add_PairedReportOfTheSameTurn_ReplacesTheOneSidedOnes()
    {
        var client = Turn(1, 30);
        var server = new ConnectionExemplar { End = End.Server, ClientSequence = 1, ServerSequence = 1, ServiceNs = 25 };

        var set = Create(client, server, client with { ServiceNs = 25 });

        Assert.Equal((End.Client, 30UL, 25UL), Assert.Single(set.All.Select(exemplar => (exemplar.End, exemplar.TurnNs, exemplar.ServiceNs))));
    }

    [Fact]
    public void Add_FailedHandshakes_EachStandsForItself()
    {
        var first = new ConnectionExemplar { Failure = FailureReason.Refused, Local = "10.0.0.1:1" };

        var set = Create(first, first, first with { Local = "10.0.0.1:2" });

        Assert.Equal(2, set.All.Count());
    }

    [Fact]
    public void Add_ReportThatItWasClosed_ReplacesTheEarlierOne()
    {
        var set = Create(Turn(1, 30), Turn(1, 30) with { LifetimeNs = 900 }, Turn(1, 30));

        Assert.Equal(900UL, Assert.Single(set.All).LifetimeNs);
    }

    private static ExemplarSet Create(params ConnectionExemplar[] exemplars)
    {
        var set = new ExemplarSet();
        Array.ForEach(exemplars, set.Add);
        return set;
    }

    private static ConnectionExemplar Turn(uint connection, ulong turnNs) =>
        new() { ClientSequence = connection, ServerSequence = connection, TurnNs = turnNs };
}
