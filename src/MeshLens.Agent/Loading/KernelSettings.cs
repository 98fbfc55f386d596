using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Loading;

/// <summary>What the programs are told to begin with.</summary>
internal static class KernelSettings
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static Settings Default => new() { JiffyNs = JiffyNs() };

    /// <summary>For a live list of connects: each is told when its handshake ends, nothing else is.</summary>
    /// <param name="minimum">Shorter handshakes are not told.</param>
    public static Settings EveryConnect(TimeSpan minimum) => new()
    {
        JiffyNs = JiffyNs(),
        SlowHandshakeNs = (ulong)minimum.Ticks * (ulong)TimeSpan.NanosecondsPerTick,
        EventSampleMask = uint.MaxValue,
    };

    // The coarse clock moves once per tick of the kernel.
    private static ulong JiffyNs()
    {
        var resolution = Host.LibC.CoarseClockResolution();
        return resolution is > 0 and < NanosecondsPerSecond ? (ulong)resolution : 4_000_000;
    }
}
