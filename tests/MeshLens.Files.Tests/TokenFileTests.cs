using System.Net.Http.Headers;
using System.Text;
using CsCheck;

namespace MeshLens.Files.Tests;

public sealed class TokenFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("meshlens-token-");

    [Theory]
    [InlineData("s3cret")]
    [InlineData("s3cret\n")]
    [InlineData(" \ts3cret\r\n\r\n")]
    [InlineData("\uFEFFs3cret\n")]
    public void Read_OneLine_IsTheToken(string content)
    {
        Assert.Equal("s3cret", TokenFile.Read(Create(content), out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("one\ntwo\n")]
    [InlineData("one\rtwo")]
    [InlineData("two words")]
    [InlineData("a\0b")]
    [InlineData("a\u007F")]
    [InlineData("schlüssel")]
    public void Read_WhatFitsNoHeader_SaysWhatToWriteAndShowsNothing(string content)
    {
        Assert.Null(TokenFile.Read(Create(content), out var problem));
        Assert.Equal($"The token file {Create(content)} does not hold a token: write the token there, one line of visible ASCII letters without blanks.", problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\uFEFF")]
    public void Read_NothingInIt_SaysSo(string content)
    {
        Assert.Null(TokenFile.Read(Create(content), out var problem));
        Assert.StartsWith($"The token file {Create(content)} is empty: write the token there", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongestToken_IsTaken() =>
        Assert.Equal(TokenFile.LongestBytes, TokenFile.Read(Create(new('t', TokenFile.LongestBytes))).Length);

    [Theory]
    [InlineData('t')]
    [InlineData(' ')]
    public void Read_MoreThanATokenIs_SaysSo(char filling)
    {
        Assert.Null(TokenFile.Read(Create("t" + new string(filling, TokenFile.LongestBytes)), out var problem));
        Assert.Contains("is longer than 16 KiB: write the token there", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileWithoutEnd_EndsAndIsRefused() =>
        Assert.Contains("is longer than 16 KiB", Assert.Throws<IOException>(static () => TokenFile.Read("/dev/zero")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Directory_IsToldAsOne()
    {
        Assert.Null(TokenFile.Read(_directory.FullName, out var problem));
        Assert.Contains("it is a directory", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("missing/token")]
    public void Read_NoFile_SaysSo(string name)
    {
        var path = Path.Combine(_directory.FullName, name);

        var refusal = Assert.Throws<IOException>(() => TokenFile.Read(path));

        Assert.Equal($"The token file {path} cannot be read (there is none): give a file with the token that this user may read.", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Read_NameThatIsNone_IsRefusedInTheSameWay(string name) =>
        Assert.Contains("cannot be read (", Assert.Throws<IOException>(() => TokenFile.Read(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AnythingAtAll_IsATokenOrASentenceWithoutIt()
    {
        var path = Path.Combine(_directory.FullName, "token");
        Gen.Byte.Array[0, 40].Sample(
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                if (TokenFile.Read(path, out var problem) is { } token)
                {
                    Assert.Equal(token, new AuthenticationHeaderValue("Bearer", token).Parameter);
                    Assert.Contains(token, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
                }
                else
                {
                    Assert.StartsWith($"The token file {path} ", problem, StringComparison.Ordinal);
                }
            },
            iter: 500,
            threads: 1);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private string Create(string content)
    {
        var path = Path.Combine(_directory.FullName, "token");
        File.WriteAllText(path, content);
        return path;
    }
}
