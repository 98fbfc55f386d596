using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class PathSetTests
{
    private static readonly NodePlace One = new("n1", "east");
    private static readonly NodePlace Two = new("n2", "west");
    private static readonly NodePlace Three = new("n3", "west");

    [Fact]
    public void Of_BothEndsSeen_IsBetweenTheirAgents() => Assert.Equal(
        [new EdgePath("n1", "east", "n2", "west")],
        Of(null, Client(One, "10.0.0.2:80"), Server(Two, "10.0.0.2:80")));

    [Fact]
    public void Of_CallerSeenAlone_AsksWhereTheReplicaIs() => Assert.Equal(
        [new EdgePath("n1", "east", "n9", "z9")],
        Of(new Places(), Client(One, "10.0.0.9:80")));

    [Fact]
    public void Of_NobodyKnowsTheReplica_HasNoEnd() => Assert.Equal([new EdgePath("n1", "east", "", "")], Of(null, Client(One, "10.0.0.9:80")));

    [Fact]
    public void Of_SeveralCallersAndReplicas_AreThePathsThatWereUsed() => Assert.Equal(
        [new EdgePath("n1", "east", "n2", "west"), new EdgePath("n3", "west", "n2", "west"), new EdgePath("n3", "west", "n3", "west")],
        Of(null, Client(One, "a"), Client(Three, "a"), Client(Three, "b"), Server(Two, "a"), Server(Three, "b"))!.OrderBy(path => path.SourceNode).ThenBy(path => path.DestinationNode));

    [Fact]
    public void Of_Sidecars_HasTheWireAloneAndNotTheWayToTheOwnProxy() => Assert.Equal(
        [new EdgePath("n1", "east", "n2", "west")],
        Of(null, Delta(One, End.Client, Leg.AppToProxy, "127.0.0.1:15001"), Delta(One, End.Client, Leg.ProxyToProxy, "a"), Delta(Two, End.Server, Leg.ProxyToProxy, "a"), Delta(Two, End.Client, Leg.ProxyToApp, "x")));

    [Fact]
    public void Of_ReplicaNotNamedByTheCaller_IsWhereServersWereSeen() => Assert.Equal(
        [new EdgePath("n1", "east", "n2", "west")],
        Of(null, Client(One, null), Server(Two, "a")));

    [Fact]
    public void Of_NoAgentSaysWhereItIs_IsNull() => Assert.Null(Of(new Places(), new WindowDelta { End = End.Client, Endpoint = "a" }));

    [Fact]
    public void Of_MoreThanAreKept_IsBounded() => Assert.Equal(
        EdgePath.Most,
        Of(new Places(), [.. Enumerable.Range(0, 500).Select(i => Client(new($"n{i}", ""), $"a{i}"))])!.Count);

    private static List<EdgePath>? Of(IEndpointPlaces? places, params WindowDelta[] deltas)
    {
        var set = new PathSet();
        Array.ForEach(deltas, set.Add);
        return set.Of("k1", places);
    }

    private static WindowDelta Client(NodePlace node, string? endpoint) => Delta(node, End.Client, Leg.Direct, endpoint);

    private static WindowDelta Server(NodePlace node, string endpoint) => Delta(node, End.Server, Leg.Direct, endpoint);

    private static WindowDelta Delta(NodePlace node, End end, Leg leg, string? endpoint) => new() { End = end, Leg = leg, Endpoint = endpoint, Nodes = [node.Node], Zones = [node.Zone] };

    private sealed class Places : IEndpointPlaces
    {
        public EndpointPlace? Find(string cluster, string endpoint) => new EndpointPlace(endpoint, "", "n9", "z9");
    }
}
