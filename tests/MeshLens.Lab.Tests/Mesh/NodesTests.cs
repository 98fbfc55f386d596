using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Tests.Mesh;

/// <summary>A mesh over two nodes, and what a bad way between them does, on the clocks of the services themselves.</summary>
public sealed class NodesTests
{
    private const double DelayMs = 60;

    // Far from what is injected, and far from what a busy machine adds to the median of a second.
    private const double FastMs = 40;

    [KernelFact]
    public async Task Nodes_Two_AnswerEverything()
    {
        using var mesh = Create();

        await Observation.Shows(mesh, seconds: 3, static seen =>
        {
            Assert.All(seen.Values, static service => Assert.Equal(0, service.Failures));
            Assert.InRange(seen["catalog"].Calls, 30, 500);
        });
    }

    [KernelFact]
    public async Task Worsen_AWayBetweenNodes_MovesWhatTakesItAndIsMended()
    {
        using var mesh = Create();
        var nodes = mesh.Plan.Nodes;
        using (mesh.Worsen(nodes[0], nodes[1], new PathImpairment(TimeSpan.FromMilliseconds(DelayMs / 2))))
        {
            // The client's one call stays on its node; the one of reviews goes to the other.
            await Observation.Shows(mesh, seconds: 3, static seen =>
            {
                Assert.InRange(seen["client"].HandshakeMs, 0, FastMs);
                Assert.InRange(seen["reviews"].HandshakeMs, DelayMs, DelayMs + FastMs);
            });
        }

        Assert.DoesNotContain("bad", mesh.NamespaceOf(nodes[0]).Command("ip", "route"), StringComparison.Ordinal);
        Assert.True(await IsFast(mesh, "reviews"));
    }

    [Fact]
    public void Plan_OverTwoNodes_HasTenEdgesAndHalfOfThemBetween()
    {
        var plan = MeshPlan.OverNodes([4, 7]);

        Assert.Equal(10, plan.Edges.Count);
        Assert.Equal(5, plan.EdgesBetween(plan.Nodes[0], plan.Nodes[1]).Count);
        Assert.Equal(["10.77.4.1", "10.77.7.1"], plan.Nodes.Select(static node => node.Address.ToString()));
    }

    [Fact]
    public void Plan_OverNodes_NamesTheNodeOfEachAddress()
    {
        var document = EndpointsFile.Format(MeshPlan.OverNodes([4, 7]));

        Assert.Contains("\"node\": \"node-5\"", document, StringComparison.Ordinal);
        Assert.Contains("\"node\": \"node-8\"", document, StringComparison.Ordinal);
    }

    private static LabMesh Create() => LabMesh.Start(MeshPlan.OverNodes([95, 96]));

    private static async Task<bool> IsFast(LabMesh mesh, string service)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            if ((await Observation.Of(mesh, service, seconds: 1)).HandshakeMs < FastMs)
            {
                return true;
            }
        }

        return false;
    }
}
