using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary><c>struct bpf_test_run_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TestRunOptions
{
    public nuint Size;
    public byte* DataIn;
    public byte* DataOut;
    public uint DataInBytes;
    public uint DataOutBytes;
    public byte* ContextIn;
    public byte* ContextOut;
    public uint ContextInBytes;
    public uint ContextOutBytes;
    public uint ReturnValue;
    public int Repeat;
    public uint DurationNanoseconds;
    public uint Flags;
    public uint Cpu;
    public uint BatchSize;
}
