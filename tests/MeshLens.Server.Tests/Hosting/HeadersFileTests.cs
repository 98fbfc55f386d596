using MeshLens.Server.Hosting;

namespace MeshLens.Server.Tests.Hosting;

public sealed class HeadersFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_Headers_AreTakenByTheirNamesInLowerCase()
    {
        var headers = Read("Authorization: Bearer a:b\n\n  x-tenant:shop  \n", out var problems);

        Assert.Empty(problems);
        Assert.Equal([("authorization", "Bearer a:b"), ("x-tenant", "shop")], headers.Select(static header => (header.Key, header.Value)).Order());
    }

    [Theory]
    [InlineData("secret", "is no header")]
    [InlineData(": secret", "is no header")]
    [InlineData("x-tenant:", "is no header")]
    [InlineData("x tenant: secret", "is no header")]
    [InlineData("x-tenänt: secret", "is no header")]
    [InlineData("x-tenant: secret\u00e4", "cannot carry")]
    [InlineData("x-tenant: secret\0", "cannot carry")]
    [InlineData("Content-Type: secret", "MeshLens sets itself")]
    [InlineData("grpc-timeout: secret", "MeshLens sets itself")]
    [InlineData("x-trace-bin: secret", "another name")]
    public void Read_WhatATransportDoesNotTake_IsNamedByItsLineAndNotShown(string line, string problem)
    {
        Read($"x-good: 1\n{line}\n", out var problems);

        var told = Assert.Single(problems);
        Assert.Contains($"Line 2 of {_file} ", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ADirectory_CannotBeRead()
    {
        var problems = new List<string>();
        HeadersFile.Read(Path.GetTempPath(), [], problems);

        Assert.Contains("cannot be read", Assert.Single(problems), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Read(string text, out List<string> problems)
    {
        File.WriteAllText(_file, text);
        var headers = new Dictionary<string, string>();
        HeadersFile.Read(_file, headers, problems = []);
        return headers;
    }
}
