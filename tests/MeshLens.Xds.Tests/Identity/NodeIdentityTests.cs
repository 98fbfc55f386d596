using System.Net;
using MeshLens.Xds.Identity;

namespace MeshLens.Xds.Tests.Identity;

public sealed class NodeIdentityTests
{
    [Fact]
    public void Id_FourParts_AreWhatIstiodParses() =>
        Assert.Equal("sidecar~10.0.0.7~meshlens-0.istio-system~istio-system.svc.cluster.local", Create().Id);

    [Fact]
    public void Node_Metadata_NamesTheIdentityThatTheTokenMustHave()
    {
        var fields = Create().ToNode().Metadata.Fields;

        Assert.Equal("istio-system", fields["NAMESPACE"].StringValue);
        Assert.Equal("meshlens", fields["SERVICE_ACCOUNT"].StringValue);
        Assert.Equal("10.0.0.7", fields["INSTANCE_IPS"].StringValue);
        Assert.Equal("payments", fields["LABELS"].StructValue.Fields["app"].StringValue);
    }

    [Fact]
    public void Node_Metadata_DoesNotMakeMeshLensAProxy() =>
        Assert.DoesNotContain("PROXY_CONFIG", Create().ToNode().Metadata.Fields.Keys);

    [Fact]
    public void Node_WhatIsUnknown_IsLeftOut() => Assert.DoesNotContain("NODE_NAME", Create().ToNode().Metadata.Fields.Keys);

    private static NodeIdentity Create() => new()
    {
        Address = IPAddress.Parse("10.0.0.7"),
        Pod = "meshlens-0",
        Namespace = "istio-system",
        ServiceAccount = "meshlens",
        Labels = new Dictionary<string, string> { ["app"] = "payments" },
    };
}
