using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace MeshLens.Ingest.Transport;

/// <summary>Gives the server's transport blocks of 16 KiB, the size in which proxies and agents send, instead of 4 KiB.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 16 << 10;
    private const int MostKept = 1_024;

    // One for all: the transport asks once per core and more, and what is kept should not grow with that.
    private readonly BlockPool _pool = new(BlockBytes, MostKept);

    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => _pool;
}
