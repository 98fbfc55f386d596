using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>The read fields of <c>struct bpf_prog_info</c>. The pointers in between stay zero: ask for counters, not for code.</summary>
[StructLayout(LayoutKind.Explicit, Size = 232)]
internal struct ProgramInfo
{
    [FieldOffset(4)] public uint Id;
    [FieldOffset(16)] public uint NativeBytes;
    [FieldOffset(20)] public uint InstructionBytes;
    [FieldOffset(192)] public ulong RunTimeNanoseconds;
    [FieldOffset(200)] public ulong RunCount;
    [FieldOffset(208)] public ulong RecursionMisses;
    [FieldOffset(216)] public uint VerifiedInstructions;
}
