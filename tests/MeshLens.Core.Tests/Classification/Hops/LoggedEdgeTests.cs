using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Hops;

/// <summary>Hours of an edge by access logs alone.</summary>
public sealed class LoggedEdgeTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 120)]
    [InlineData(3, 120)]
    [InlineData(4, 600)]
    public void Windows_OfAQuietEdge_AccuseNobody(int seed, int requests)
    {
        var verdicts = new LoggedEdge(seed, requests).Windows(360);

        Assert.DoesNotContain(verdicts, verdict => verdict.Class is not (VerdictClass.Healthy or VerdictClass.Undetermined));
        Assert.DoesNotContain(verdicts.Skip(6), verdict => verdict.Cause != Cause.Healthy);
    }

    [Fact]
    public void Windows_OfASlowerHandler_AreTheApplicationsUntilItIsWell()
    {
        var edge = new LoggedEdge(5, 200);
        edge.Windows(60);
        edge.HandlerMs = 30;
        AssertAll(Cause.SlowHandler, edge.Windows(20));
        edge.HandlerMs = 5;

        Assert.Equal(Cause.Healthy, edge.Windows(3)[^1].Cause);
    }

    [Fact]
    public void Windows_OfALongerPath_AreTheNetworks()
    {
        var edge = new LoggedEdge(6, 200);
        edge.Windows(60);
        edge.PathMs = 25;

        AssertAll(Cause.NetworkRtt, edge.Windows(20));
    }

    [Fact]
    public void Windows_OfALossyPath_AreTheNetworks()
    {
        var edge = new LoggedEdge(7, 200);
        edge.Windows(60);
        edge.Lost = 0.25;

        AssertAll(Cause.NetworkRetransmission, edge.Windows(20).Skip(4));
    }

    [Fact]
    public void Windows_OfASlowFilter_AreNobodysWithoutTheConfiguration()
    {
        var edge = new LoggedEdge(8, 200);
        edge.Windows(60);
        edge.FilterMs = 60;

        AssertAll(Cause.Undetermined, edge.Windows(20));
        Assert.Contains("holds requests", edge.Verdict.Summary, StringComparison.Ordinal);
    }

    private static void AssertAll(Cause expected, IEnumerable<Verdict> verdicts) =>
        Assert.All(verdicts, verdict => Assert.Equal(expected, verdict.Cause));
}
