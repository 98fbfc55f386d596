namespace MeshLens.Files.Tests;

public sealed class PowerCutTests
{
    [RootFact]
    public async Task Replace_ThenFlushThenThePowerIsCut_IsTheNewOne()
    {
        await using var disk = await ScratchDisk.Create();
        var file = Path.Combine(disk.Directory, "state");
        Write(file, "old"u8);
        Write(file, "new"u8);

        await disk.CutPower();

        Assert.Equal("new", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(file + ".new"));
    }

    [RootFact]
    public async Task Complete_DiskIsFull_LeavesItsRoomToOthers()
    {
        await using var disk = await ScratchDisk.Create();
        var file = Path.Combine(disk.Directory, "state");
        Write(file, "old"u8);

        Assert.Contains("No space left", Assert.Throws<IOException>(() => Write(file, new byte[2 * ScratchDisk.Bytes])).Message, StringComparison.Ordinal);

        Write(file, new byte[ScratchDisk.Bytes / 4]);
        Assert.Equal(ScratchDisk.Bytes / 4, new FileInfo(file).Length);
    }

    private static void Write(string file, ReadOnlySpan<byte> content)
    {
        using var replacement = new Replacement(file);
        replacement.Content.Write(content);
        replacement.Complete();
        replacement.Replace();
        DirectoryEntries.Flush(Path.GetDirectoryName(file)!);
    }
}
