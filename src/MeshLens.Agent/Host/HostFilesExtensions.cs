namespace MeshLens.Agent.Host;

internal static class HostFilesExtensions
{
    private const int FirstSize = 16 * 1024;
    private const int LargestSize = 64 * 1024 * 1024;

    /// <summary>The whole file, however long up to 64 MiB (then its beginning). Empty when unreadable.</summary>
    public static ReadOnlySpan<byte> ReadWhole(this IHostFiles files, string path)
    {
        for (var size = FirstSize; ; size *= 8)
        {
            var buffer = new byte[size];
            var length = files.Read(path, buffer);
            if (length < size || size >= LargestSize)
            {
                return buffer.AsSpan(0, Math.Max(length, 0));
            }
        }
    }
}
