using MeshLens.Agent.Options;

namespace MeshLens.Agent.Connects;

/// <summary>What <c>connects</c> was asked for.</summary>
internal sealed record ConnectsRequest
{
    public WatchFilter Watch { get; init; } = WatchFilter.Everything;

    /// <summary>Only connects of these processes; all when empty.</summary>
    public IReadOnlyList<uint> ProcessIds { get; init; } = [];

    /// <summary>Ends after so many lines; 0: never.</summary>
    public int Count { get; init; }

    /// <summary>Ends after so long; zero: never.</summary>
    public TimeSpan Duration { get; init; }

    public bool Json { get; init; }

    public bool WithTime { get; init; }

    public bool WithLocalPort { get; init; }

    /// <summary>Namespace, cgroup and connection id in the table, too.</summary>
    public bool Wide { get; init; }

    public int RingBytes { get; init; } = 8 << 20;

    public int Flows { get; init; } = 65_536;

    public bool Wants(in ConnectLine line) =>
        (ProcessIds.Count == 0 || ProcessIds.Contains(line.ProcessId)) &&
        line.LatencyNs >= (ulong)Watch.MinimumLatency.Ticks * (ulong)TimeSpan.NanosecondsPerTick;
}
