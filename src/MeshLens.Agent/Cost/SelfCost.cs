using System.Buffers.Text;
using MeshLens.Agent.Host;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Cost;

/// <summary>What watching costs this machine: the agent's own processor time and memory, and those of its programs in the kernel.</summary>
internal sealed class SelfCost(Func<long> mapBytes, BpfClock clock, IHostFiles files)
{
    // Walking the map descriptions costs a file read each, and maps grow slowly.
    private const int LooksPerMapWalk = 10;

    private int _looks;
    private long _mapBytes;

    /// <summary>Totals since the agent started.</summary>
    public AgentCost Measure()
    {
        if (_looks++ % LooksPerMapWalk == 0)
        {
            _mapBytes = mapBytes();
        }

        var cost = new AgentCost
        {
            CpuSeconds = Environment.CpuUsage.TotalTime.TotalSeconds,
            BpfSeconds = clock.Seconds,
            ResidentBytes = (ulong)ReadResidentBytes(files),
            BpfMapBytes = (ulong)_mapBytes,
        };
        foreach (var (name, seconds) in clock.Programs ?? [])
        {
            cost.Programs.Add(new ProgramTime { Name = name, Seconds = seconds });
        }

        return cost;
    }

    /// <remarks><c>/proc/self/statm</c>, in pages: <c>13542 2871 1411 …</c>; the second is what is resident.</remarks>
    private static long ReadResidentBytes(IHostFiles files)
    {
        Span<byte> text = stackalloc byte[128];
        var length = files.Read("/proc/self/statm", text);
        var second = length < 0 ? -1 : text[..length].IndexOf((byte)' ');
        return second >= 0 && Utf8Parser.TryParse(text[(second + 1)..length], out long pages, out _) ? pages * Environment.SystemPageSize : 0;
    }
}
