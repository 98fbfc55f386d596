using System.IO.Compression;
using Grpc.Net.Compression;

namespace MeshLens.Otlp.Grpc;

/// <summary>Unpacks messages up to a bound. gRPC's own unpacking has none: a few kilobytes may become gigabytes.</summary>
/// <param name="packing">The provider whose packing is unpacked.</param>
/// <param name="maximumBytes">Of an unpacked message.</param>
public sealed class BoundedUnpacking(ICompressionProvider packing, int maximumBytes) : ICompressionProvider
{
    /// <inheritdoc/>
    public string EncodingName => packing.EncodingName;

    /// <summary>For everything that gRPC knows by itself, so that none is left without a bound.</summary>
    public static IEnumerable<ICompressionProvider> All(int maximumBytes) =>
    [
        new BoundedUnpacking(new GzipCompressionProvider(CompressionLevel.Fastest), maximumBytes),
        new BoundedUnpacking(new DeflateCompressionProvider(CompressionLevel.Fastest), maximumBytes),
    ];

    /// <inheritdoc/>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => packing.CreateCompressionStream(stream, compressionLevel);

    /// <inheritdoc/>
    public Stream CreateDecompressionStream(Stream stream) => new BoundedStream(packing.CreateDecompressionStream(stream), maximumBytes);
}
