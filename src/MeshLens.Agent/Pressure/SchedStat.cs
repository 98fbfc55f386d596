using MeshLens.Agent.Host;

namespace MeshLens.Agent.Pressure;

/// <summary>What the scheduler tells of one thread since it started (<c>/proc/PID/task/TID/schedstat</c>).</summary>
/// <param name="CpuNs">Nanoseconds on a CPU.</param>
/// <param name="WaitNs">Nanoseconds ready to run, but waiting for a CPU.</param>
internal readonly record struct SchedStat(ulong CpuNs, ulong WaitNs)
{
    // 38402179 1204511 87          (the third: how often it was put on a CPU)
    public static bool TryParse(ReadOnlySpan<byte> text, out SchedStat stat)
    {
        stat = default;
        var words = new Words(text.TrimEnd((byte)'\n'));
        if (!words.NextNumber(out var cpu) || !words.NextNumber(out var wait))
        {
            return false;
        }

        stat = new SchedStat(cpu, wait);
        return true;
    }
}
