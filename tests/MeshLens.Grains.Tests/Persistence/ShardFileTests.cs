using CsCheck;
using MeshLens.Grains.Persistence;

namespace MeshLens.Grains.Tests.Persistence;

public sealed class ShardFileTests
{
    [Fact]
    public void Index_WhatWasWritten_ComesBack()
    {
        var file = Create(3);
        var content = ShardFile.Index(file);

        Assert.Null(content.Damage);
        Assert.Equal(["edge-0", "edge-1", "edge-2"], content.Records.Select(record => record.EdgeId));
        var state = StateOf(file, content.Records[1])!;
        Assert.Equal(Summaries.Now, state.SavedAt);
        Assert.Equal(new byte[] { 1, 1, 1 }, state.Bytes.ToArray());
    }

    [Fact]
    public void Index_CutAnywhere_KeepsTheWholeRecordsAndSaysSo()
    {
        var whole = Create(5);
        for (var length = 0; length < whole.Length; length++)
        {
            var content = ShardFile.Index(whole.AsSpan(0, length));

            Assert.NotNull(content.Damage);
            Assert.All(content.Records.Index(), record => Assert.Equal($"edge-{record.Index}", record.Item.EdgeId));
        }

        Assert.Equal(5, ShardFile.Index(whole.AsSpan(0, whole.Length - 1)).Records.Count);
    }

    [Fact]
    public void Index_OneByteFlipped_NeverReturnsADamagedRecord()
    {
        var whole = Create(4);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample((place, flip) =>
        {
            var damaged = whole.ToArray();
            damaged[place] ^= flip;
            var content = ShardFile.Index(damaged);

            Assert.NotNull(content.Damage);
            Assert.All(content.Records.Index(), record => Assert.Equal(
                Enumerable.Repeat((byte)record.Index, 3), StateOf(damaged, record.Item)!.Bytes.ToArray()));
        });
    }

    [Fact]
    public void Index_Garbage_NeverThrows() => Gen.Byte.Array[0, 200].Sample(bytes => Assert.NotNull(ShardFile.Index(bytes).Damage));

    [Fact]
    public void Index_NewerFormat_NamesBothVersions()
    {
        var newer = Create(1);
        newer[4] = 9;

        Assert.Contains("version 9 and this MeshLens reads version 1", ShardFile.Index(newer).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void StateOf_AnotherEdgesRecord_IsNull() =>
        Assert.Null(ShardFile.StateOf(ShardFile.RecordOf("edge", new(Summaries.Now, new byte[1])), "other"));

    [Fact]
    public void Crc32C_KnownText_HasTheKnownSum() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    private static StoredState? StateOf(byte[] file, ShardRecord record) =>
        ShardFile.StateOf(file.AsSpan((int)record.Offset, record.Length), record.EdgeId);

    private static byte[] Create(int edges)
    {
        using var file = new MemoryStream();
        var writer = new ShardWriter(file);
        for (var edge = 0; edge < edges; edge++)
        {
            writer.Add($"edge-{edge}", new StoredState(Summaries.Now, Enumerable.Repeat((byte)edge, 3).ToArray()));
        }

        writer.Finish();
        return file.ToArray();
    }
}
