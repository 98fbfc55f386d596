namespace MeshLens.Files.Tests;

public sealed class ReplacementTests : IDisposable
{
    // Takes nothing, as a full disk does.
    private const string Full = "/dev/full";

    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-files-").FullName;

    private string Target => Path.Combine(_directory, "state");

    [Fact]
    public void Replace_WhatIsComplete_IsTheFileAndNothingIsBesideIt()
    {
        File.WriteAllText(Target, "the old one, which is longer");

        Write("new"u8);

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Replace_NothingThereBefore_IsTheFile()
    {
        Write("new"u8);

        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Dispose_BeforeItIsInPlace_LeavesTheOldOneAlone()
    {
        File.WriteAllText(Target, "old");
        using (var replacement = new Replacement(Target))
        {
            replacement.Content.Write("half"u8);
        }

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1 << 20)]
    public void Complete_DiskIsFull_IsSaidAndNothingIsLeft(int bytes)
    {
        File.WriteAllText(Target, "old");
        File.CreateSymbolicLink(Target + ".new", Full);

        Assert.Contains("No space left", Assert.Throws<IOException>(() => Write(new byte[bytes])).Message, StringComparison.Ordinal);

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Create_HalfAFileOfAnEarlierProcess_IsWrittenOver()
    {
        File.WriteAllText(Target + ".new", "half a file, which is longer");

        Write("new"u8);

        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Flush_NoSuchDirectory_IsSaid() =>
        Assert.Contains("No such file", Assert.Throws<IOException>(() => DirectoryEntries.Flush(Target)).Message, StringComparison.Ordinal);

    [Fact]
    public void Flush_NoDirectory_IsSaid()
    {
        File.WriteAllText(Target, "");

        Assert.Contains("Not a directory", Assert.Throws<IOException>(() => DirectoryEntries.Flush(Target)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Write(ReadOnlySpan<byte> content)
    {
        using var replacement = new Replacement(Target);
        replacement.Content.Write(content);
        replacement.Complete();
        replacement.Replace();
        DirectoryEntries.Flush(_directory);
    }
}
