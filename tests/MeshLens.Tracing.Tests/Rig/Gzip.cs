using System.IO.Compression;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Unpacks.</summary>
internal static class Gzip
{
    public static byte[] Unpack(byte[] packed)
    {
        using var unpacking = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacking.CopyTo(bytes);
        return bytes.ToArray();
    }
}
