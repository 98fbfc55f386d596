namespace LibBpfSharp;

/// <summary>What came of running a program by hand.</summary>
/// <param name="ReturnValue">What the program returned.</param>
/// <param name="Duration">The mean time of one run, to 100 ns; zero where the kernel does not measure it.</param>
/// <param name="OutputBytes">How many bytes of output were written.</param>
public readonly record struct BpfTestRunResult(uint ReturnValue, TimeSpan Duration, int OutputBytes);
