using MeshLens.Xds.Streaming;

namespace MeshLens.Xds.Tests.Streaming;

public sealed class ControlPlaneOptionsTests
{
    [Fact]
    public void Validate_PlaintextWithoutSecrets_IsFine() => Assert.Empty(Create("http://istiod:15010").Validate());

    [Fact]
    public void Validate_TokenOverPlaintext_IsRefused() =>
        Assert.Contains("in the clear", Assert.Single((Create("http://istiod:15010") with { TokenFile = Existing }).Validate()), StringComparison.Ordinal);

    [Fact]
    public void Validate_CertificateWithoutKey_IsRefused() =>
        Assert.Contains("belong together", Assert.Single((Create("https://istiod:15012") with { ClientCertificateFile = Existing }).Validate()), StringComparison.Ordinal);

    [Fact]
    public void Validate_SeveralMistakes_AreReportedAtOnce()
    {
        var options = Create("ftp://istiod") with { TokenFile = "/nowhere/token", LargestMessageBytes = 1, FirstWait = TimeSpan.Zero };

        Assert.Equal(4, options.Validate().Count);
    }

    [Fact]
    public void Validate_NoAddress_IsRefused() =>
        Assert.Contains("https://istiod.istio-system.svc:15012", Assert.Single((Create("http://a") with { Addresses = [] }).Validate()), StringComparison.Ordinal);

    private static string Existing => typeof(ControlPlaneOptionsTests).Assembly.Location;

    private static ControlPlaneOptions Create(string address) => new() { Addresses = [new(address)] };
}
