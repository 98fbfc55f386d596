using MeshLens.Core.Edges;
using MeshLens.Core.Probes;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>An edge asks about the ways between the nodes that its ends were seen on.</summary>
public sealed class PathProbeTests
{
    private const long First = 180_000_000;

    private readonly ScriptedClassifier _classifier = new();
    private readonly Paths _paths = new();

    private EdgeState Create() => new(Deltas.Edge, _classifier.Classify) { Paths = _paths };

    [Fact]
    public void Close_BothEndsOnNodes_ShowsTheClassifierTheProbesBetweenThem()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Seen(First, End.Client, "a"), Seen(First, End.Client, "c"), Seen(First, End.Server, "b")), First);

        edge.Close(First + 1, _ => []);

        Assert.Equal(("lab", "a,c", "b"), _paths.Asked);
        Assert.Equal(ProbePairState.Slow, Assert.Single(_classifier.Seen[^1].Probes!.Pairs).State);
    }

    [Fact]
    public void Close_OneEndUnseen_AsksNobody()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Seen(First, End.Client, "a"), Seen(First + 1, End.Server, "b")), First + 1);

        edge.Close(First + 2, _ => []);

        Assert.Null(_paths.Asked);
        Assert.All(_classifier.Seen, static snapshot => Assert.Null(snapshot.Probes));
    }

    private static WindowDelta Seen(long window, End end, string node)
    {
        var delta = Deltas.Turns(window, 5);
        (delta.End, delta.Nodes) = (end, [node]);
        return delta;
    }

    private sealed class Paths : IPathProbes
    {
        public (string Cluster, string From, string To)? Asked { get; private set; }

        public PathProbes? Between(string cluster, IReadOnlyCollection<string> from, IReadOnlyCollection<string> to)
        {
            Asked = (cluster, string.Join(',', from), string.Join(',', to));
            return new() { Pairs = [new("a", "b", ProbePairState.Slow, 2e6, 1e5, 10, 0)] };
        }
    }
}
