using LibBpfSharp;

namespace Benchmarks.Kernel;

/// <summary>How often and how long each program ran since the start, while the kernel's statistics are on.</summary>
internal sealed class ProgramTimes : IDisposable
{
    private readonly IReadOnlyList<BpfProgram> _programs;
    private readonly Dictionary<string, BpfProgramStatistics> _begun;
    private readonly IDisposable _counting = BpfStats.Enable();

    private ProgramTimes(IEnumerable<BpfProgram> programs)
    {
        _programs = [.. programs];
        _begun = _programs.ToDictionary(program => program.Name, program => program.GetStatistics());
    }

    public IEnumerable<string> Names => _begun.Keys;

    public static ProgramTimes Start(IEnumerable<BpfProgram> programs) => new(programs);

    public double Nanoseconds(string program) => Now(program).RunTimeNanoseconds - _begun[program].RunTimeNanoseconds;

    public double Runs(string program) => Now(program).RunCount - _begun[program].RunCount;

    public void Dispose() => _counting.Dispose();

    private BpfProgramStatistics Now(string name) => _programs.First(program => program.Name == name).GetStatistics();
}
