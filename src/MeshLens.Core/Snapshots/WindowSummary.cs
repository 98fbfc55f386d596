using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>What is remembered of a window once it is classified. The classifier makes it; the edge keeps an hour of them.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.window-summary")]
public readonly record struct WindowSummary
{
    [Id(0)] public long Window { get; init; }
    [Id(1)] public uint Requests { get; init; }
    [Id(2)] public uint Connections { get; init; }
    [Id(3)] public uint Failures { get; init; }
    [Id(4)] public float MeanMs { get; init; }
    [Id(5)] public float P50Ms { get; init; }
    [Id(6)] public float P90Ms { get; init; }
    [Id(7)] public float P99Ms { get; init; }
    [Id(8)] public float ExcessMs { get; init; }

    /// <summary>What this window on its own pointed at, before persistence and hysteresis; <see cref="Verdicts.Cause.Healthy"/> if nothing.</summary>
    [Id(9)] public Cause Suspect { get; init; }

    /// <summary>The verdict published after this window.</summary>
    [Id(10)] public Cause Cause { get; init; }
}
