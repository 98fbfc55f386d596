using MeshLens.Lab.Tests;
using MeshLens.Server.Lab;

namespace MeshLens.Lab.Proxies.Tests.Kernel;

/// <summary>A mesh over two nodes with an agent each, on the real kernel.</summary>
public sealed class NodesLabTests
{
    [KernelFact]
    public async Task Agents_OfTwoNodes_JoinTheEdgesBetweenThem()
    {
        await using var lab = await MeshLab.StartNodesAsync(meshes: 1, nodes: 2, services: 4, adjust: null, TestContext.Current.CancellationToken);
        var plan = lab.Meshes[0].Plan;
        lab.Meshes[0].StartTraffic();
        using var view = new ServerView(lab.Server.Api);

        var edges = await ServerView.UntilAsync(
            view.EdgesAsync,
            edges => edges.Count == plan.Edges.Count && edges.All(static edge => (bool)edge["clientSeen"]! && (bool)edge["serverSeen"]!));

        Assert.Equal(plan.Edges.Select(edge => $"{plan.Namespace}/{edge.Source} → {plan.Namespace}/{edge.Destination}").Order(), edges.Select(ServerView.NameOf).Order());
        Assert.All(edges, static edge => Assert.True((bool)edge["clientSeen"]! && (bool)edge["serverSeen"]!, ServerView.NameOf(edge)));
        Assert.Equal(plan.Nodes.Select(static node => node.Name).Order(), await view.NodesAsync());
        Assert.NotEmpty(plan.EdgesBetween(plan.Nodes[0], plan.Nodes[1]));
    }
}
