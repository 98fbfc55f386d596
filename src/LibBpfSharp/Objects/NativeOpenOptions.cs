using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary><see cref="BpfOpenOptions"/> in native memory, for the length of one call.</summary>
internal ref struct NativeOpenOptions : IDisposable
{
    public ObjectOpenOptions Value;

    public unsafe NativeOpenOptions(BpfOpenOptions? options, string? defaultName) => Value = new ObjectOpenOptions
    {
        Size = (nuint)sizeof(ObjectOpenOptions),
        ObjectName = Marshal.StringToCoTaskMemUTF8(options?.Name ?? defaultName),
        CustomBtfPath = Marshal.StringToCoTaskMemUTF8(options?.CustomBtfPath),
        PinRootPath = Marshal.StringToCoTaskMemUTF8(options?.PinRootPath),
    };

    public readonly void Dispose()
    {
        Marshal.FreeCoTaskMem(Value.ObjectName);
        Marshal.FreeCoTaskMem(Value.CustomBtfPath);
        Marshal.FreeCoTaskMem(Value.PinRootPath);
    }
}
