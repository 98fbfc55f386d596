using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MeshLens.Ingest.Transport;

/// <summary>Memory that a connection is read into, in blocks larger than the server's own, so that a large message takes fewer reads.</summary>
/// <remarks>A bounded number of blocks is kept for the next one; what is more goes to the garbage collector.</remarks>
internal sealed class BlockPool(int blockBytes, int mostKept) : MemoryPool<byte>
{
    private readonly ConcurrentQueue<Block> _free = new();
    private int _kept;

    /// <inheritdoc/>
    public override int MaxBufferSize => blockBytes;

    /// <summary>Blocks that wait for their next use.</summary>
    public int Kept => Volatile.Read(ref _kept);

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, blockBytes);
        if (_free.TryDequeue(out var block))
        {
            Interlocked.Decrement(ref _kept);
            block.Lend();
            return block;
        }

        return new Block(this, GC.AllocateUninitializedArray<byte>(blockBytes, pinned: true));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        while (_free.TryDequeue(out _))
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _kept) > mostKept)
        {
            Interlocked.Decrement(ref _kept);
            return;
        }

        _free.Enqueue(block);
    }

    private sealed class Block(BlockPool pool, byte[] bytes) : IMemoryOwner<byte>
    {
        private int _isLent = 1;

        public Memory<byte> Memory { get; } = MemoryMarshal.CreateFromPinnedArray(bytes, 0, bytes.Length);

        public void Lend() => Volatile.Write(ref _isLent, 1);

        // Given back twice, it would be lent to two at once.
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLent, 0) == 1)
            {
                pool.Return(this);
            }
        }
    }
}
