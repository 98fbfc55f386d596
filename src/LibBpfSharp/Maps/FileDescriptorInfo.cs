using System.Globalization;

namespace LibBpfSharp;

/// <summary>Reads what the kernel tells about a descriptor in <c>/proc/self/fdinfo</c>.</summary>
internal static class FileDescriptorInfo
{
    private const string MemoryField = "memlock:";

    public static long ReadMemoryBytes(int fd) => ParseMemoryBytes(File.ReadAllText($"/proc/self/fdinfo/{fd}"));

    // map_type:	1
    // key_size:	8
    // max_entries:	1024
    // memlock:	106496
    internal static long ParseMemoryBytes(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (line.StartsWith(MemoryField) && long.TryParse(line[MemoryField.Length..].Trim(), CultureInfo.InvariantCulture, out var bytes))
            {
                return bytes;
            }
        }

        return 0;
    }
}
