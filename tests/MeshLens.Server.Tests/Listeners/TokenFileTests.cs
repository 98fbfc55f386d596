using MeshLens.Server.Listeners;

namespace MeshLens.Server.Tests.Listeners;

public sealed class TokenFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("meshlens-token-");

    [Fact]
    public void Read_OneLine_IsTheToken()
    {
        Assert.Equal("s3cret", TokenFile.Read(Create("s3cret\n"), out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("one\ntwo\n")]
    [InlineData("two words")]
    [InlineData("schlüssel")]
    public void Read_WhatFitsNoHeader_SaysWhatToWriteAndShowsNothing(string content)
    {
        Assert.Null(TokenFile.Read(Create(content), out var problem));
        Assert.Equal($"The token file {Create(content)} does not hold a token: write one line of printable ASCII without blanks.", problem);
    }

    [Fact]
    public void Read_Directory_IsToldAsOne()
    {
        Assert.Null(TokenFile.Read(_directory.FullName, out var problem));
        Assert.Contains("it is a directory", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysSo()
    {
        Assert.Null(TokenFile.Read(Path.Combine(_directory.FullName, "missing"), out var problem));
        Assert.Contains("there is none", problem, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private string Create(string content)
    {
        var path = Path.Combine(_directory.FullName, "token");
        File.WriteAllText(path, content);
        return path;
    }
}
