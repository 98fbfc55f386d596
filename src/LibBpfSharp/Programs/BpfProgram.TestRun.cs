using LibBpfSharp.Interop;

namespace LibBpfSharp;

// Running a program by hand, with chosen input: the kernel's own way to test programs.
public sealed unsafe partial class BpfProgram
{
    /// <summary>Runs the program on a packet and a context, both optional where its type allows it.</summary>
    /// <param name="data">The packet; empty for none. Programs on packets want at least 14 bytes.</param>
    /// <param name="context">The context; empty for none.</param>
    /// <param name="repeat">How often to run it; the duration is the mean. Raw tracepoints must leave it 0.</param>
    /// <param name="output">Receives the packet as the program left it.</param>
    /// <exception cref="BpfException">The kernel refused; not every program type can be run by hand.</exception>
    public BpfTestRunResult TestRun(ReadOnlySpan<byte> data = default, ReadOnlySpan<byte> context = default, int repeat = 0, Span<byte> output = default)
    {
        using var lease = new Lease(_owner.Handle);
        fixed (byte* dataIn = data, contextIn = context, dataOut = output)
        {
            var options = new TestRunOptions
            {
                Size = (nuint)sizeof(TestRunOptions),
                DataIn = dataIn,
                DataInBytes = (uint)data.Length,
                DataOut = dataOut,
                DataOutBytes = (uint)output.Length,
                ContextIn = contextIn,
                ContextInBytes = (uint)context.Length,
                Repeat = repeat,
            };
            BpfException.ThrowIfNegative(ProgramFunctions.TestRun(FileDescriptor(), &options), $"test-run {Name}");
            return new BpfTestRunResult(options.ReturnValue, TimeSpan.FromMicroseconds(options.DurationNanoseconds / 1000.0), (int)options.DataOutBytes);
        }
    }
}
