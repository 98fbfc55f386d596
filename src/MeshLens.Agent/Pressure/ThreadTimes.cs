using System.Globalization;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Pressure;

/// <summary>
/// Run-queue delay and CPU time of one process, summed over its threads, as growth since the last look. What a thread used
/// between the last look and its end is lost; a thread that is new since then counts from its start.
/// </summary>
internal sealed class ThreadTimes(IHostFiles files, int process)
{
    private Dictionary<int, SchedStat> _last = [];
    private bool _looked;

    public int Threads => _last.Count;

    /// <summary>Growth since the last look; nothing at the first.</summary>
    public SchedStat Look()
    {
        var now = new Dictionary<int, SchedStat>(_last.Count);
        var grown = default(SchedStat);
        foreach (var name in files.Entries($"/proc/{process}/task"))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var thread)
                && TryRead(name, out var stat))
            {
                now[thread] = stat;
                grown = Add(grown, stat, _last.GetValueOrDefault(thread));
            }
        }

        var first = !_looked;
        _looked = true;
        _last = now;
        return first ? default : grown;
    }

    // Totals of a thread never shrink: smaller ones belong to another thread that got the same id.
    private static SchedStat Add(SchedStat sum, SchedStat now, SchedStat before)
    {
        if (now.CpuNs < before.CpuNs || now.WaitNs < before.WaitNs)
        {
            before = default;
        }

        return new SchedStat(sum.CpuNs + now.CpuNs - before.CpuNs, sum.WaitNs + now.WaitNs - before.WaitNs);
    }

    private bool TryRead(string thread, out SchedStat stat)
    {
        Span<byte> text = stackalloc byte[128];
        var length = files.Read($"/proc/{process}/task/{thread}/schedstat", text);
        stat = default;
        return length > 0 && SchedStat.TryParse(text[..length], out stat);
    }
}
