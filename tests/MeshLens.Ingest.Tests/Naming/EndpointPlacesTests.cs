using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Core.Snapshots;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.Naming;

public sealed class EndpointPlacesTests : IDisposable
{
    private readonly IngestRig _rig = IngestRig.Create();

    private IEndpointPlaces Create() => _rig.Places;

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("10.0.0.2", "10.0.0.2:8080")]
    [InlineData("fd00::2", "[fd00::2]:8080")]
    public void Find_APodOfTheMesh_IsItsNameNodeAndZone(string address, string endpoint)
    {
        var feed = _rig.Mesh.AddFeed(MeshSource.Istiod, "istiod");
        feed.IsLive = true;
        feed.Put(
            new MeshWorkload
            {
                Uid = "pay",
                Namespace = "shop",
                Name = "pay",
                Pod = "pay-x2x9k",
                Cluster = "c",
                Node = "n7",
                Zone = "b",
                Addresses = Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse(address))]),
            },
            IngestRig.Start);

        Assert.Equal(new EndpointPlace(endpoint, "pay-x2x9k", "n7", "b"), Create().Find("c", endpoint));
    }

    [Fact]
    public void Find_AnAddressThatAnAgentSawAsItsNodesOwn_IsThatNode()
    {
        _rig.Connect("n1").Define(TestAgent.Server(1, "10.0.2.2", 8080, "10.0.9.9", "web"));

        Assert.Equal(new EndpointPlace("10.0.2.2:8080", "", "n1", ""), Create().Find("c", "10.0.2.2:8080"));
    }

    [Fact]
    public void Find_AnAddressOfSeveralNodes_IsNowhere()
    {
        _rig.Connect("n1").Define(TestAgent.Server(1, "172.17.0.2", 8080, "10.0.9.9", "web"));
        _rig.Connect("n2", "a2").Define(TestAgent.Server(1, "172.17.0.2", 8080, "10.0.9.9", "web"));

        Assert.Null(Create().Find("c", "172.17.0.2:8080"));
    }

    [Theory]
    [InlineData("10.9.9.9:80")]
    [InlineData("127.0.0.1:80")]
    [InlineData("other")]
    [InlineData("")]
    public void Find_WhatNobodyKnows_IsNowhere(string endpoint)
    {
        _rig.Connect("n1").Define(TestAgent.Server(1, "127.0.0.1", 80, "127.0.0.1", "web"));

        Assert.Null(Create().Find("c", endpoint));
    }
}
