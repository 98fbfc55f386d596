using MeshLens.Xds.Model;

namespace MeshLens.Xds.Tests.Model;

public sealed class NameTests
{
    [Fact]
    public void ClusterName_OfASubset_HasItsParts() =>
        Assert.Equal(new ClusterName(true, 8080, "v1", "payments.shop.svc.cluster.local"), ClusterName.Parse("outbound|8080|v1|payments.shop.svc.cluster.local"));

    [Fact]
    public void ClusterName_OfAnInboundPort_HasNoHost() => Assert.Equal(new ClusterName(false, 8080, "", ""), ClusterName.Parse("inbound|8080||"));

    [Theory]
    [InlineData("PassthroughCluster")]
    [InlineData("outbound|http||a")]
    [InlineData("outbound|-1||a")]
    [InlineData("")]
    public void ClusterName_OfNoService_IsNull(string name) => Assert.Null(ClusterName.Parse(name));

    [Fact]
    public void IstioResource_OfAPath_HasTheKindOfItsManifest() =>
        Assert.Equal(
            "VirtualService shop/payments",
            IstioResource.Parse("/apis/networking.istio.io/v1alpha3/namespaces/shop/virtual-service/payments")?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/apis/networking.istio.io/v1alpha3/namespaces/shop/virtual-service")]
    [InlineData("/apis/networking.istio.io/v1alpha3/namespaces/shop//payments")]
    public void IstioResource_OfSomethingElse_IsNull(string path) => Assert.Null(IstioResource.Parse(path));
}
