using MeshLens.Server.Mesh;

namespace MeshLens.Server.Tests.Mesh;

public sealed class MeshSourcesReadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("account-").FullName;
    private readonly List<string> _problems = [];

    [Theory]
    [InlineData("istiod.istio-system.svc:15012", "https://istiod.istio-system.svc:15012/")]
    [InlineData("istiod.istio-system.svc:15010", "http://istiod.istio-system.svc:15010/")]
    [InlineData("[fd00::1]:15012", "https://[fd00::1]:15012/")]
    [InlineData("http://127.0.0.1:1234", "http://127.0.0.1:1234/")]
    public void Read_ControlPlaneAddress_KnowsIstiodsPorts(string text, string expected)
    {
        var sources = Read(new() { Istiod = [text] });

        Assert.Empty(_problems);
        Assert.Equal(new(expected), Assert.Single(sources.ControlPlane!.Addresses));
    }

    [Theory]
    [InlineData("istiod")]
    [InlineData("ftp://istiod:15012")]
    [InlineData("istiod:port")]
    [InlineData("")]
    public void Read_NoAddress_SaysHowToWriteOne(string text)
    {
        Read(new() { Istiod = [text] });

        Assert.Contains("istiod.istio-system.svc:15012", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EverythingWrong_SaysAllOfItAtOnce()
    {
        Read(new() { Istiod = ["istiod"], InCluster = true, KubeContexts = ["east"] });

        Assert.Equal(5, _problems.Count);
        Assert.Contains(_problems, static problem => problem.Contains("--kubeconfig", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TokenInTheClear_IsRefused()
    {
        var token = Path.Combine(_folder, "token");
        File.WriteAllText(token, "t");

        Read(new() { Istiod = ["istiod:15010"], IstiodTokenFile = token });

        Assert.Contains("in the clear", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OptionsOfAControlPlaneWithoutOne_AreAMistake()
    {
        Read(new() { IstiodServerName = "istiod.istio-system.svc" });

        Assert.Contains("--istiod", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zone-1")]
    [InlineData("/zone-1")]
    [InlineData("")]
    public void Read_NoLocality_SaysHowToWriteOne(string text)
    {
        Read(new() { Istiod = ["istiod:15012"], Locality = text });

        Assert.Contains("--locality europe-west1/europe-west1-b", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Locality_IsThatOfTheNode()
    {
        var node = Read(new() { Istiod = ["istiod:15012"], Locality = "europe/b" }).Node;

        Assert.Empty(_problems);
        Assert.Equal(("europe", "b"), (node.Region, node.Zone));
    }

    [Fact]
    public void Read_Views_AreWhoElseIsMeant()
    {
        var sources = Read(new() { Istiod = ["istiod:15012"], Views = ["pay-1.shop", "all", "sidecar~10.0.0.5~pay-1.shop~shop.svc.cluster.local"] });

        Assert.Empty(_problems);
        Assert.Equal(["pay-1.shop", "", "pay-1.shop"], sources.Views.Select(static view => view.Proxy));
    }

    [Fact]
    public void Read_ViewsOfNobody_AreMistakes()
    {
        Read(new() { Views = ["pay"] });

        Assert.Equal(2, _problems.Count);
        Assert.Contains(_problems, static problem => problem.Contains("'pay' is no view", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_Nothing_IsNobody()
    {
        var sources = Read(new());

        Assert.Empty(_problems);
        Assert.Null(sources.ControlPlane);
        Assert.Empty(sources.Clusters);
    }

    [Fact]
    public void Read_InAPod_IsThePodToTheControlPlane()
    {
        File.WriteAllText(Path.Combine(_folder, "namespace"), "istio-system\n");

        var node = Read(new() { Cluster = "east" }, ("POD_IP", "10.0.0.7"), ("POD_NAME", "meshlens-0"), ("POD_SERVICE_ACCOUNT", "meshlens")).Node;

        Assert.Equal("sidecar~10.0.0.7~meshlens-0.istio-system~istio-system.svc.cluster.local", node.Id);
        Assert.Equal(("meshlens", "east"), (node.ServiceAccount, node.Cluster));
    }

    [Fact]
    public void Read_TwoClustersOfOneName_IsAMistake()
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "t");
        File.WriteAllText(Path.Combine(_folder, "ca.crt"), "c");
        var config = Path.Combine(_folder, "config");
        File.WriteAllText(config, """
            clusters: [{ name: c, cluster: { server: "https://10.0.0.1" } }]
            contexts: [{ name: east, context: { cluster: c } }]
            """);

        Read(
            new() { InCluster = true, Cluster = "east", KubeConfigFile = config, KubeContexts = ["east"] },
            ("KUBERNETES_SERVICE_HOST", "10.96.0.1"), ("KUBERNETES_SERVICE_PORT", "443"));

        Assert.Contains("called east", Assert.Single(_problems), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private MeshSources Read(MeshOptions options, params (string Name, string Value)[] environment) =>
        MeshSourcesReading.Read(options, name => environment.FirstOrDefault(each => each.Name == name).Value, _folder, _problems);
}
