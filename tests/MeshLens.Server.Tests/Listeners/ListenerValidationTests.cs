using MeshLens.Server.Listeners;

namespace MeshLens.Server.Tests.Listeners;

public sealed class ListenerValidationTests
{
    [Theory]
    [InlineData("127.0.0.1:9470")]
    [InlineData("[::1]:0")]
    public void Validate_Loopback_NeedsNothing(string address) => Assert.Empty(Validate(Create(address)));

    [Theory]
    [InlineData("localhost:9470")]
    [InlineData("127.0.0.1")]
    [InlineData("nowhere")]
    public void Validate_NoAddressWithPort_SaysWhatToWrite(string address) =>
        Assert.Contains("127.0.0.1:9470", Assert.Single(Validate(Create(address))), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0:9470")]
    [InlineData("[::]:9470")]
    [InlineData("10.0.0.1:9470")]
    public void Validate_BeyondLoopbackInTheClear_IsRefused(string address) =>
        Assert.Contains("certificate", Assert.Single(Validate(Create(address))), StringComparison.Ordinal);

    [Fact]
    public void Validate_SeveralMistakes_AreAllReported()
    {
        var options = Create("0.0.0.0:1") with { CertificateFile = "/missing/certificate.pem" };

        Assert.Equal(3, Validate(options).Count);
    }

    [Fact]
    public void Validate_FilesThatHoldNothingOfTheKind_AreRefusedBeforeTheStart()
    {
        var options = Create("127.0.0.1:0") with { CertificateFile = "/etc/passwd", KeyFile = "/etc/passwd", TokenFile = "/tmp" };

        var problems = Validate(options);

        Assert.Equal(2, problems.Count);
        Assert.Contains("cannot be used", problems[0], StringComparison.Ordinal);
        Assert.Contains("it is a directory", problems[1], StringComparison.Ordinal);
    }

    private static ListenerOptions Create(string address) => new() { Purpose = "web API", Address = address };

    private static List<string> Validate(ListenerOptions options) => [.. ListenerValidation.Validate(options)];
}
