using MeshLens.Core.Identity;
using static MeshLens.Core.Tests.Identity.IdentityRig;

namespace MeshLens.Core.Tests.Identity;

/// <summary>The same address in several networks.</summary>
public sealed class IdentityNetworkTests
{
    [Theory]
    [InlineData("n1", "east Workload 0 Istiod")]
    [InlineData("n2", "west Workload 0 Istiod")]
    [InlineData("n3", "nobody")]
    public void Resolve_SameAddressInTwoNetworks_IsTheOneOfTheNodesNetwork(string node, string expected)
    {
        var rig = Create();
        rig.Istiod.Put(Pod("east", "10.0.0.1") with { Network = "net1", Node = "n1" }, Noon);
        rig.Istiod.Put(Pod("west", "10.0.0.1") with { Network = "net2", Node = "n2" }, Noon);

        Assert.Equal(expected, rig.Describe("10.0.0.1", node: node));
    }

    [Fact]
    public void Resolve_AddressOfAnotherNetworkAlone_IsNobodyHere()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("east", "10.0.0.1") with { Network = "net1", Node = "n1" }, Noon);
        rig.Istiod.Put(Pod("west", "10.0.0.2") with { Network = "net2", Node = "n2" }, Noon);

        Assert.Equal(("nobody", "west Workload 0 Istiod"), (rig.Describe("10.0.0.2", node: "n1"), rig.Describe("10.0.0.2", node: "n9")));
    }

    [Theory]
    [InlineData("c1", "one Service 80 Kubernetes")]
    [InlineData("c2", "two Service 80 Kubernetes")]
    public void Resolve_SameServiceAddressInTwoClusters_IsTheOneOfTheAskersCluster(string cluster, string expected)
    {
        var rig = Create();
        var second = rig.Index.AddFeed(MeshSource.Kubernetes, "c2");
        rig.Kubernetes.Put(Service("one", "10.96.0.1", 80) with { Cluster = "c1" }, Noon);
        second.Put(Service("two", "10.96.0.1", 80) with { Cluster = "c2" }, Noon);

        Assert.Equal(expected, rig.Describe("10.96.0.1", 80, cluster: cluster));
    }

    [Fact]
    public void Resolve_KubernetesDoesNotKnowTheNetwork_IsNoRival()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1") with { Network = "net1" }, Noon);
        rig.Kubernetes.Put(Pod("pay", "10.0.0.1"), Noon);

        Assert.Equal("pay Workload 0 Istiod", rig.Describe("10.0.0.1", node: "elsewhere"));
    }

    [Fact]
    public void Resolve_NodesOfOneNameInTwoNetworks_NamesNobodyRatherThanTheWrongOne()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("east", "10.0.0.1") with { Network = "net1", Node = "node" }, Noon);
        rig.Istiod.Put(Pod("west", "10.0.0.1") with { Network = "net2", Node = "node", Uid = "other" }, Noon);
        rig.Istiod.Put(Pod("third", "10.0.0.3") with { Network = "net2", Node = "node" }, Noon);

        Assert.Equal("nobody", rig.Describe("10.0.0.1", node: "node"));
    }
}
