namespace LibBpfSharp.Interop;

/// <summary>The names that a static link repeats in its <c>DirectPInvoke</c> items.</summary>
internal static class NativeLibraryNames
{
    public const string Bpf = "libbpf.so.1";
    public const string C = "libc";
}
