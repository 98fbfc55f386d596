using Google.Protobuf;
using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Tests.Rig;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Tests.Wire;

public sealed class SpanWalkTests
{
    private const int Count = 1000;

    [Fact]
    public void Run_SpansThatNameTheirConnection_MakesNothingForEach()
    {
        EdgeKey.TryParse("east~shop~frontend~shop~cart~80", out var key);
        var connections = new FakeConnections().With(
            "10.1.0.3:41000", "[2001:db8::7]:80", new(key, new ConnectionExemplar { HandshakeNs = 2_000_000, StallNs = 1_000_000, Retransmits = 300 }, null));
        var finder = new EdgeFinder(KnownEdges.Directory(KnownEdges.Between("frontend", "cart", 80).Slow()), connections, new FakeNaming());
        var request = Spans.Request(Spans.Frontend(), Enumerable.Repeat(Spans.Client(
            Spans.Text("network.local.address", "10.1.0.3"), Spans.Number("network.local.port", 41_000),
            Spans.Text("network.peer.address", "2001:db8::7"), Spans.Number("network.peer.port", 80)), Count)).ToByteArray();
        var edits = new Edits();
        var span = new SpanKey();
        Assert.Equal(Count, Run());

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = Run();
        var made = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Count, found);
        Assert.True(made < Count, $"{made} bytes were allocated for {Count} spans.");

        int Run()
        {
            edits.Begin(4 << 20);
            var walk = new SpanWalk(request, finder, edits, span, byWindow: false);
            Assert.True(walk.Run());
            return walk.Tally.ByConnection;
        }
    }
}
