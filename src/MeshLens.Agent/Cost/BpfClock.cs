using LibBpfSharp;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Cost;

/// <summary>
/// How long the programs ran. The kernel counts that only on request, at some nanoseconds for each run of any program of the
/// machine, so normally it is asked during one interval in ten, and the result is scaled.
/// </summary>
internal sealed class BpfClock : IDisposable
{
    private const int SampledShare = 10;

    private readonly IReadOnlyList<BpfProgram> _programs;
    private readonly int _share;
    private readonly ulong[] _toldNs;
    private readonly double[] _seconds;
    private IDisposable? _counting;
    private int _interval;

    /// <param name="programs">Whose time is measured.</param>
    /// <param name="timing">How often.</param>
    /// <param name="permitted">Whether the kernel lets this process ask.</param>
    public BpfClock(IReadOnlyList<BpfProgram> programs, BpfTiming timing, bool permitted)
    {
        _programs = programs;
        _toldNs = new ulong[programs.Count];
        _seconds = new double[programs.Count];
        _share = !permitted || timing == BpfTiming.Off ? 0 : timing == BpfTiming.Always ? 1 : SampledShare;
    }

    /// <summary>Since the start, as far as it was measured or scaled.</summary>
    public double Seconds { get; private set; }

    /// <summary>The same program by program, of those that ran; null unless the last interval was measured.</summary>
    public IEnumerable<(string Name, double Seconds)>? Programs { get; private set; }

    /// <summary>An interval ends and the next one begins.</summary>
    public void Tick()
    {
        if (_share == 0)
        {
            return;
        }

        Programs = null;
        if (_counting is not null)
        {
            ReadNews(_share);
            Seconds = _seconds.Sum();
            Programs = _programs.Select((program, position) => (program.Name, _seconds[position])).Where(static program => program.Item2 > 0);
        }

        if (_interval++ % _share == 0)
        {
            Start();
        }
        else
        {
            Stop();
        }
    }

    public void Dispose() => Stop();

    // What the programs ran while nobody asked, because somebody else did, belongs to no interval of ours.
    private void Start()
    {
        if (_counting is null)
        {
            _counting = BpfStats.Enable();
            ReadNews(share: 0);
        }
    }

    private void ReadNews(int share)
    {
        for (var position = 0; position < _programs.Count; position++)
        {
            var total = _programs[position].GetStatistics().RunTimeNanoseconds;
            _seconds[position] += (total - _toldNs[position]) * 1e-9 * share;
            _toldNs[position] = total;
        }
    }

    private void Stop()
    {
        _counting?.Dispose();
        _counting = null;
    }
}
