using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Functional.Tests.Rig;

/// <summary>The BPF maps of a process, by the ids under which the kernel keeps them.</summary>
internal static partial class KernelMaps
{
    private const int MapFromId = 14;

    public static IReadOnlyList<uint> Of(int process) =>
    [
        .. from descriptor in Directory.EnumerateFiles($"/proc/{process}/fdinfo")
           let id = MapId().Match(Describe(descriptor))
           where id.Success
           select uint.Parse(id.Groups[1].Value, null),
    ];

    private static string Describe(string descriptor)
    {
        try
        {
            return File.ReadAllText(descriptor);
        }
        catch (IOException)
        {
            // It was closed while it was looked at.
            return "";
        }
    }

    /// <summary>Whether the kernel still has it.</summary>
    public static bool Exists(uint id)
    {
        Span<uint> attributes = [id, 0, 0, 0];
        var descriptor = (int)SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 280 : 321, MapFromId, attributes, 16);
        if (descriptor < 0)
        {
            return false;
        }

        _ = Close(descriptor);
        return true;
    }

    [GeneratedRegex(@"^map_id:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex MapId();

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint command, Span<uint> attributes, nint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
