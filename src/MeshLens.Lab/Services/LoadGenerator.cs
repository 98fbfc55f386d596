using MeshLens.Lab.Http;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Services;

/// <summary>
/// Sends requests at a rate that does not depend on the answers (open loop), the pauses evenly between half and one and a half
/// times their mean. What cannot be sent because all workers wait is counted as shed.
/// </summary>
internal sealed class LoadGenerator(Callees callees, double ratePerSecond)
{
    private const int Workers = 160;
    private readonly WorkerPool _workers = new("load", Workers);
    private int _shed;

    public int DrainShed() => Interlocked.Exchange(ref _shed, 0);

    /// <summary>Sends for ever.</summary>
    public void Run()
    {
        var next = Deadline.After(TimeSpan.Zero);
        while (true)
        {
            var pause = TimeSpan.FromSeconds((0.5 + Random.Shared.NextDouble()) / ratePerSecond);
            next = next.Left < TimeSpan.FromSeconds(-1) ? Deadline.After(pause) : next.Later(pause);
            Wait.For(next.Left);
            if (!_workers.TryRun(() => callees.Call()))
            {
                Interlocked.Increment(ref _shed);
            }
        }
    }
}
