using MeshLens.Core.Verdicts;
using MeshLens.Grains.Edges;

namespace MeshLens.Grains.Tests.Edges;

public sealed class EndedIncidentsTests
{
    private static readonly EdgeSummary Edge = new() { Id = "edge" };

    private readonly Follower _follower = new();

    [Fact]
    public void Follow_AnIncidentThatIsOver_IsToldOnce()
    {
        var subject = new EndedIncidents(_follower);

        subject.Follow(Edge, [Incident(1, IncidentEnd.Open)]);
        subject.Follow(Edge, [Incident(1, IncidentEnd.Recovered)]);
        subject.Follow(Edge, [Incident(1, IncidentEnd.Recovered)]);

        Assert.Equal([[1]], _follower.Told);
    }

    [Fact]
    public void Follow_CausesThatFollowEachOther_AreOneIncident()
    {
        var subject = new EndedIncidents(_follower);

        subject.Follow(Edge, [Incident(1, IncidentEnd.Recovered), Incident(2, IncidentEnd.CauseChanged), Incident(3, IncidentEnd.CauseChanged), Incident(4, IncidentEnd.Open)]);
        subject.Follow(Edge, [Incident(1, IncidentEnd.Recovered), Incident(2, IncidentEnd.CauseChanged), Incident(3, IncidentEnd.CauseChanged), Incident(4, IncidentEnd.NoTraffic)]);

        Assert.Equal([[1], [2, 3, 4]], _follower.Told);
    }

    [Fact]
    public void Follow_AfterARestart_TellsOnlyWhatEndedSince()
    {
        var subject = new EndedIncidents(_follower);

        subject.Begin([Incident(1, IncidentEnd.Recovered), Incident(2, IncidentEnd.Open)]);
        subject.Follow(Edge, [Incident(1, IncidentEnd.Recovered), Incident(2, IncidentEnd.NotWatched)]);

        Assert.Equal([[2]], _follower.Told);
    }

    private static Incident Incident(int minute, IncidentEnd end) => new() { Since = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(minute), End = end };

    private sealed class Follower : IIncidentFollower
    {
        public List<List<int>> Told { get; } = [];

        public void Ended(EdgeSummary edge, IReadOnlyList<Incident> phases) => Told.Add([.. phases.Select(static phase => phase.Since.Minute)]);
    }
}
