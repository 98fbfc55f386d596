using CsCheck;
using MeshLens.Grains.Persistence;

namespace MeshLens.Grains.Tests.Persistence;

public sealed class ShardFileTests
{
    [Fact]
    public void Read_WhatWasWritten_ComesBack()
    {
        var content = ShardFile.Read(Create(3));

        Assert.Null(content.Damage);
        Assert.Equal(["edge-0", "edge-1", "edge-2"], content.States.Select(state => state.Key));
        Assert.Equal(Summaries.Now, content.States[1].Value.SavedAt);
        Assert.Equal(new byte[] { 1, 1, 1 }, content.States[1].Value.Bytes.ToArray());
    }

    [Fact]
    public void Read_CutAnywhere_KeepsTheWholeRecordsAndSaysSo()
    {
        var whole = Create(5);
        for (var length = 0; length < whole.Length; length++)
        {
            var content = ShardFile.Read(whole.AsSpan(0, length));

            Assert.NotNull(content.Damage);
            Assert.All(content.States.Index(), state => Assert.Equal($"edge-{state.Index}", state.Item.Key));
        }

        Assert.Equal(5, ShardFile.Read(whole.AsSpan(0, whole.Length - 1)).States.Count);
    }

    [Fact]
    public void Read_OneByteFlipped_NeverReturnsADamagedRecord()
    {
        var whole = Create(4);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample((place, flip) =>
        {
            var damaged = whole.ToArray();
            damaged[place] ^= flip;
            var content = ShardFile.Read(damaged);

            Assert.NotNull(content.Damage);
            Assert.All(content.States.Index(), state => Assert.Equal(
                Enumerable.Repeat((byte)state.Index, 3), state.Item.Value.Bytes.ToArray()));
        });
    }

    [Fact]
    public void Read_Garbage_NeverThrows() => Gen.Byte.Array[0, 200].Sample(bytes => Assert.NotNull(ShardFile.Read(bytes).Damage));

    [Fact]
    public void Read_NewerFormat_NamesBothVersions()
    {
        var newer = Create(1);
        newer[4] = 9;

        Assert.Contains("version 9 and this MeshLens reads version 1", ShardFile.Read(newer).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void Crc32C_KnownText_HasTheKnownSum() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    private static byte[] Create(int edges)
    {
        using var file = new MemoryStream();
        ShardFile.Write(file, [.. Enumerable.Range(0, edges).Select(edge => KeyValuePair.Create(
            $"edge-{edge}", new StoredState(Summaries.Now, Enumerable.Repeat((byte)edge, 3).ToArray())))]);
        return file.ToArray();
    }
}
