using Envoy.Admin.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Server.Commands;
using MeshLens.Server.Output;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Tests.FakeIstiod;
using MeshLens.Xds.Tests.Identity;

namespace MeshLens.Server.Tests.Commands;

public sealed class XdsCommandTests
{
    [Fact]
    public async Task Run_AControlPlane_SaysWhatItServes()
    {
        var mesh = new FakeMesh();
        mesh.Serve(ResourceTypes.Clusters, new Envoy.Config.Cluster.V3.Cluster { Name = "PassthroughCluster" });
        mesh.Serve(ResourceTypes.Addresses, AddressSamples.Pod("pay", "10.0.0.1"));
        await using var istiod = await FakeControlPlane.StartAsync(mesh);

        var (code, output, _) = await RunAsync(istiod.Address.ToString(), names: true);

        Assert.Equal(0, code);
        Assert.Contains("fake-istiod", output, StringComparison.Ordinal);
        Assert.Contains("  PassthroughCluster", output, StringComparison.Ordinal);
        Assert.Contains("  Kubernetes//Pod/shop/pay-7d9f-x", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NobodyThere_SaysWhyAndFails()
    {
        var (code, output, _) = await RunAsync("http://127.0.0.1:1", seconds: 10);

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("Not seen: Unavailable", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoControlPlaneNamed_SaysHow()
    {
        var (code, output, errors) = await RunAsync(null);

        Assert.Equal((ExitCodes.Misuse, ""), (code, output));
        Assert.Contains("--istiod", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AResourceThatCannotBeRead_NamesIt()
    {
        var mesh = new FakeMesh();
        mesh.Serve(ResourceTypes.Clusters, new Envoy.Config.Cluster.V3.Cluster { Name = "PassthroughCluster" });
        mesh.PushBroken(ResourceTypes.Clusters, "spoilt");
        await using var istiod = await FakeControlPlane.StartAsync(mesh);

        var (code, output, _) = await RunAsync(istiod.Address.ToString());

        Assert.Equal(0, code);
        Assert.Contains("Not seen: CDS spoilt cannot be decoded", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AsAnotherProxy_SaysWhatThatOneIsServed()
    {
        var mesh = new FakeMesh();
        mesh.Serve(ResourceTypes.Clusters, new Envoy.Config.Cluster.V3.Cluster { Name = "PassthroughCluster" });
        await using var istiod = await FakeControlPlane.StartAsync(mesh);

        var (code, output, _) = await RunAsync(istiod.Address.ToString(), view: "router~10.0.0.5~gateway-1.edge~edge.svc.cluster.local");

        Assert.Equal(0, code);
        Assert.StartsWith("As router~10.0.0.5~gateway-1.edge~edge.svc.cluster.local", output, StringComparison.Ordinal);
        Assert.Contains(mesh.Nodes, static node => node.Id.StartsWith("router~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ByDebugTypes_SaysWhatThePodHas()
    {
        var mesh = new FakeMesh();
        mesh.Debug["istio.io/debug/config_dump pay-1.shop"] = [Any.Pack(new ClustersConfigDump
        {
            DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(new Envoy.Config.Cluster.V3.Cluster { Name = "only-its-own" }) } },
        })];
        await using var istiod = await FakeControlPlane.StartAsync(mesh);

        var (code, output, _) = await RunAsync(istiod.Address.ToString(), names: true, view: "pay-1.shop");

        Assert.Equal(0, code);
        Assert.StartsWith("As pay-1.shop", output, StringComparison.Ordinal);
        Assert.Contains("  only-its-own", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "one at a time")]
    [InlineData("pay", "'pay' is no view")]
    [InlineData("router~here~gateway-1.edge~edge.svc.cluster.local", "is no view")]
    public async Task Run_AsNobodyInParticular_IsRefusedWithTheForms(string view, string expected)
    {
        var (code, output, errors) = await RunAsync("http://127.0.0.1:1", view: view);

        Assert.Equal((ExitCodes.Misuse, ""), (code, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void Parse_NoTimeToListen_IsRefusedWithTheRange(string seconds) =>
        Assert.Contains(
            XdsCommand.Create().Parse(["--istiod", "http://127.0.0.1:1", "--seconds", seconds]).Errors,
            static error => error.Message.Contains("above 0 and up to 86400", StringComparison.Ordinal));

    [Fact]
    public void Parse_SomeSecondsToListen_IsFine() => Assert.Empty(XdsCommand.Create().Parse(["--seconds", "0.5"]).Errors);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string? address, bool names = false, double seconds = 60, string? view = null)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await XdsCommand.Run(
            new() { Istiod = address is null ? [] : [address], Views = view is null ? [] : [view] }, TimeSpan.FromSeconds(seconds), OutputFormat.Table, names, output, errors, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
