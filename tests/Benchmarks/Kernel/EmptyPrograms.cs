using LibBpfSharp;

namespace Benchmarks.Kernel;

/// <summary>
/// Programs that do nothing, attached beside the connection programs: run-time statistics look at the clock around every run, and what they
/// show for these is the part of every figure that is their own.
/// </summary>
internal sealed class EmptyPrograms : IDisposable
{
    private readonly BpfObject _object = BpfObject.OpenResource(typeof(EmptyPrograms).Assembly, "nothing.bpf.o");
    private readonly List<BpfLink> _links = [];

    private EmptyPrograms()
    {
        _object.Load();
        _links.AddRange(_object.Programs.Select(program => program.Attach()));
    }

    public IEnumerable<BpfProgram> All => _object.Programs;

    public static EmptyPrograms Attach() => new();

    /// <summary>Nanoseconds that the statistics show for a run of nothing, all tracepoints together.</summary>
    public static double PerRun(ProgramTimes times) => times.Names.Sum(times.Nanoseconds) / Math.Max(times.Names.Sum(times.Runs), 1);

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _object.Dispose();
    }
}
