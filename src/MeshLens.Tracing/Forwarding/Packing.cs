using System.IO.Compression;

namespace MeshLens.Tracing.Forwarding;

/// <summary>Packs what came packed.</summary>
internal static class Packing
{
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream((bytes.Length / 4) + 64);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
