using MeshLens.Ingest.Tests.Rig;
using MeshLens.Ingest.Transport;
using Microsoft.AspNetCore.Connections;

namespace MeshLens.Ingest.Tests.Transport;

public sealed class BlockPoolTests
{
    [Fact]
    public void Rent_WhatWasGivenBack_IsLentAgainAndNoMoreIsKeptThanTheBound()
    {
        using var pool = new BlockPool(blockBytes: 64, mostKept: 2);
        var blocks = Enumerable.Range(0, 5).Select(_ => pool.Rent(10)).ToArray();
        Assert.All(blocks, static block => Assert.Equal(64, block.Memory.Length));

        Array.ForEach(blocks, static block => block.Dispose());

        Assert.Equal(2, pool.Kept);
        Assert.Contains(pool.Rent(), blocks);
        Assert.Equal(1, pool.Kept);
    }

    [Fact]
    public void Dispose_Twice_LendsItOnce()
    {
        using var pool = new BlockPool(blockBytes: 64, mostKept: 2);
        var block = pool.Rent();
        block.Dispose();
        block.Dispose();

        Assert.Equal(1, pool.Kept);
        Assert.NotSame(pool.Rent(), pool.Rent());
    }

    [Fact]
    public void Rent_MoreThanABlock_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BlockPool(blockBytes: 64, mostKept: 2).Rent(65));

    [Fact]
    public void Ingest_ServersTransport_IsGivenThem()
    {
        using var rig = IngestRig.Create();

        Assert.IsType<BlockPoolFactory>(rig.Service<IMemoryPoolFactory<byte>>());
    }
}
