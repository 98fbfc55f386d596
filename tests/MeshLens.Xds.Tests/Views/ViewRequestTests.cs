using MeshLens.Xds.Identity;
using MeshLens.Xds.Views;

namespace MeshLens.Xds.Tests.Views;

public sealed class ViewRequestTests
{
    [Theory]
    [InlineData("sidecar~10.0.0.5~pay-1.shop~shop.svc.cluster.local", "pay-1.shop")]
    [InlineData("router~fd00::5~gateway-7.edge~edge.svc.mesh.example", "gateway-7.edge")]
    public void Parse_NodeId_IsTheNodeAgain(string text, string proxy)
    {
        var request = ViewRequest.Parse(text);

        Assert.Equal((text, proxy), (request?.Node?.Id, request?.Proxy));
    }

    [Fact]
    public void Parse_PodAndNamespace_IsAskedByDebugTypes() => Assert.Equal(new(null, "pay-1.shop"), ViewRequest.Parse("pay-1.shop"));

    [Fact]
    public void Parse_All_IsEveryWorkload() => Assert.Equal(new(null, ""), ViewRequest.Parse("all"));

    [Theory]
    [InlineData("")]
    [InlineData("pay")]
    [InlineData("pay.")]
    [InlineData("pay.shop.svc")]
    [InlineData("ztunnel~10.0.0.5~z.istio-system~istio-system.svc.cluster.local")]
    [InlineData("sidecar~here~pay-1.shop~shop.svc.cluster.local")]
    [InlineData("sidecar~10.0.0.5~pay-1~shop.svc.cluster.local")]
    [InlineData("sidecar~10.0.0.5~pay-1.shop~cart.svc.cluster.local")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(ViewRequest.Parse(text));

    [Theory]
    [InlineData("payments-v1-7d9f8c6b5-x2x4q", "payments-v1")]
    [InlineData("ztunnel-x2x4q", "ztunnel")]
    [InlineData("database-12", "database")]
    [InlineData("payments-v1", "payments-v1")]
    [InlineData("payments", "payments")]
    [InlineData("order-check", "order-check")]
    public void WorkloadOf_APod_IsWhatItIsAReplicaOf(string pod, string workload) => Assert.Equal(workload, PodName.WorkloadOf(pod));

    [Fact]
    public void Node_OfAnotherWorkload_NamesNoServiceAccount() =>
        Assert.DoesNotContain("SERVICE_ACCOUNT", NodeIdentity.Parse("sidecar~10.0.0.5~pay-1.shop~shop.svc.cluster.local")!.ToNode().Metadata.Fields.Keys);
}
