using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

/// <summary>A turn begins with the first byte of a request and a server's time with its last: who owns what lies between.</summary>
public sealed class UploadTests
{
    // Pooled connections, so that no handshake speaks for the path.
    private static TestEdge Create() => TestEdge.Well()
        .Without(End.Client, Signal.Handshake)
        .Timed(End.Client, Signal.Turn, 105, 400);

    [Fact]
    public void Pauses_OfACallerWithPooledConnections_AreTheCallers()
    {
        var window = Create().Timed(End.Client, Signal.Pause, 100, 400, usualMs: 0.01).Classify();

        Assert.Equal(Cause.Caller, window.Diagnosis.Verdict.Cause);
        Assert.Equal(0, window.Diagnosis.Latency.Shares.Network);
        Assert.InRange(window.Diagnosis.Latency.Shares.Application, 0.99, 1);
        Assert.Contains(window.Diagnosis.Evidence, e => e.Signal == "client.pause.per_request");
    }

    [Fact]
    public void Pauses_InAFewRequests_CountForThoseAlone()
    {
        var window = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Timed(End.Client, Signal.Turn, 35, 400)
            .Timed(End.Client, Signal.Pause, 100, 40, usualMs: double.NaN)
            .Classify();

        Assert.Equal(Cause.NetworkRtt, window.Diagnosis.Verdict.Cause);
        Assert.Equal(10, window.Diagnosis.Latency.Components.Single(part => part.Name == "pause").Ms, 0.1);
        Assert.Equal(2 / 3.0, window.Diagnosis.Latency.Shares.Network, 2);
    }

    [Fact]
    public void Pauses_AsLongAsEver_LeaveALongerPathVisible()
    {
        var window = Create()
            .Timed(End.Client, Signal.Turn, 205, 400, usualMs: 105)
            .Timed(End.Client, Signal.Pause, 100, 400)
            .Classify();

        Assert.Equal(Cause.NetworkRtt, window.Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void Pauses_SeenFromTheCallersEndAlone_AreNotTheDestinations()
    {
        var edge = TestEdge.WellWithoutServer()
            .Timed(End.Client, Signal.Turn, 105, 400)
            .Timed(End.Client, Signal.Pause, 100, 400, usualMs: 0.01);

        var latency = edge.Classify().Diagnosis.Latency;

        Assert.All(Repeat.Windows(edge, 3), window => Assert.Equal(Cause.Caller, window.Diagnosis.Verdict.Cause));
        Assert.InRange(latency.Shares.Application, 0.99, 1);
        Assert.Equal(latency.ObservedMs!.Value.Mean, latency.Components.Sum(part => part.Ms), 0.01);
    }

    [Fact]
    public void ClosedReceiveWindow_WithoutAnotherWitness_IsNotThePath()
    {
        var window = Create().Counted(End.Client, Counter.ReceiveWindowLimitedNs, 40_000_000_000).Classify();

        Assert.Equal(Cause.Undetermined, window.Diagnosis.Verdict.Cause);
        Assert.InRange(window.Diagnosis.Latency.Shares.Unexplained, 0.99, 1);
    }

    [Fact]
    public void ClosedReceiveWindow_WhileHandshakesTakeLonger_IsALongerPath() =>
        Assert.Equal(
            Cause.NetworkRtt,
            Create()
                .Timed(End.Client, Signal.Handshake, 100.3, 100, usualMs: 0.3)
                .Counted(End.Client, Counter.ReceiveWindowLimitedNs, 40_000_000_000)
                .Judge().Cause);
}
