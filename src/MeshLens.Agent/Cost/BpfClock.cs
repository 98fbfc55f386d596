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
    private IDisposable? _counting;
    private ulong _toldNs;
    private int _interval;

    /// <param name="programs">Whose time is measured.</param>
    /// <param name="timing">How often.</param>
    /// <param name="permitted">Whether the kernel lets this process ask.</param>
    public BpfClock(IReadOnlyList<BpfProgram> programs, BpfTiming timing, bool permitted)
    {
        _programs = programs;
        _share = !permitted || timing == BpfTiming.Off ? 0 : timing == BpfTiming.Always ? 1 : SampledShare;
    }

    /// <summary>Since the start, as far as it was measured or scaled.</summary>
    public double Seconds { get; private set; }

    /// <summary>An interval ends and the next one begins.</summary>
    public void Tick()
    {
        if (_share == 0)
        {
            return;
        }

        if (_counting is not null)
        {
            Seconds += ReadNews() * 1e-9 * _share;
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
            ReadNews();
        }
    }

    private ulong ReadNews()
    {
        ulong total = 0;
        foreach (var program in _programs)
        {
            total += program.GetStatistics().RunTimeNanoseconds;
        }

        var news = total - _toldNs;
        _toldNs = total;
        return news;
    }

    private void Stop()
    {
        _counting?.Dispose();
        _counting = null;
    }
}
