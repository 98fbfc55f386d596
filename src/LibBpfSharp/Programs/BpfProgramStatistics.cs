using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What the kernel counted for one program since its load.</summary>
/// <param name="Id">The kernel's id of the program.</param>
/// <param name="RunCount">How often it ran while statistics were enabled.</param>
/// <param name="RunTimeNanoseconds">How long those runs took together.</param>
/// <param name="RecursionMisses">How often it was skipped because it was already running on that CPU; counted always.</param>
/// <param name="VerifiedInstructions">How many instructions the verifier walked through.</param>
/// <param name="InstructionBytes">The size of its BPF code.</param>
/// <param name="NativeBytes">The size of its machine code; zero when the compiler is off or hidden.</param>
public readonly record struct BpfProgramStatistics(
    uint Id,
    ulong RunCount,
    ulong RunTimeNanoseconds,
    ulong RecursionMisses,
    uint VerifiedInstructions,
    uint InstructionBytes,
    uint NativeBytes)
{
    internal BpfProgramStatistics(in ProgramInfo info)
        : this(info.Id, info.RunCount, info.RunTimeNanoseconds, info.RecursionMisses, info.VerifiedInstructions, info.InstructionBytes, info.NativeBytes)
    {
    }

    /// <summary>The mean time of one run in nanoseconds; zero without runs.</summary>
    public double MeanNanoseconds => RunCount == 0 ? 0 : (double)RunTimeNanoseconds / RunCount;
}
