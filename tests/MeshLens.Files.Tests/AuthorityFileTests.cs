using System.Net.Security;

namespace MeshLens.Files.Tests;

public sealed class AuthorityFileTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    public void Read_Certificates_AreThere()
    {
        Assert.Single(AuthorityFile.Read(_authority.AuthorityFile, out var problem)!);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Read_SomethingElse_SaysWhatToGive(string content)
    {
        File.WriteAllText(_authority.AuthorityFile, content);

        Assert.Null(AuthorityFile.Read(_authority.AuthorityFile, out var problem));
        Assert.StartsWith($"The file {_authority.AuthorityFile} holds no certificate that can be read (", problem, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Throws<IOException>(() => AuthorityFile.Apply(_authority.AuthorityFile, new SslClientAuthenticationOptions())).Message);
    }

    [Theory]
    [InlineData("/nowhere/ca.crt")]
    [InlineData("/tmp")]
    [InlineData("")]
    public void Read_NoFile_SaysSo(string file)
    {
        Assert.Null(AuthorityFile.Read(file, out var problem));
        Assert.Contains("give a PEM file", problem, StringComparison.Ordinal);
    }

    public void Dispose() => _authority.Dispose();
}
