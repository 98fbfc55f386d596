using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Strings that libbpf owns.</summary>
internal static class NativeText
{
    public static string Read(nint text) => Marshal.PtrToStringUTF8(text) ?? string.Empty;
}
