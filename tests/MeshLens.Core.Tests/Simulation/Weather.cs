using MeshLens.Core.Edges;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>What is different in one quiet window, as on any day: none of it is a fault.</summary>
internal sealed record Weather
{
    private const int Phase = 60;
    private const double SparseChance = 0.1;
    private const double AccidentChance = 0.02;
    private const double PauseChance = 0.05;
    private const double MissingEndChance = 0.005;
    private const double RestartChance = 1 / 360.0;
    private const double LongestPauseNs = 1e9;

    /// <summary>Factors beside the recording: number of requests, their durations, and how far these lie apart.</summary>
    public double Traffic { get; private init; }
    public double Level { get; private init; }
    public double Spread { get; private init; }

    /// <summary>One end stood still for so long; those that came meanwhile waited.</summary>
    public double PauseNs { get; private init; }
    public End PausedEnd { get; private init; }

    /// <summary>One request, far out.</summary>
    public double OutlierNs { get; private init; }
    public bool SynLost { get; private init; }
    public bool SegmentLost { get; private init; }
    public bool ConnectFailed { get; private init; }

    /// <summary>No agent reports this end in this window.</summary>
    public End? Missing { get; private init; }

    /// <summary>Agent and server begin anew: half a window, and nothing remembered but baselines.</summary>
    public bool Restarted { get; private init; }

    /// <param name="phase">Ten minutes of an edge share their traffic and their level.</param>
    public static Weather Draw(Random random, Random phase)
    {
        var sparse = phase.NextDouble() < SparseChance;
        var traffic = sparse ? Log(phase, 0.005, 0.05) : Log(phase, 0.3, 2);
        var level = 0.94 + (0.12 * phase.NextDouble());
        var restarted = Happens(random, RestartChance);
        return new()
        {
            Traffic = traffic * (0.8 + (0.4 * random.NextDouble())) * (restarted ? 0.5 : 1),
            Level = level * (0.97 + (0.06 * random.NextDouble())),
            Spread = 0.9 + (0.2 * random.NextDouble()),
            PauseNs = Happens(random, PauseChance) ? Math.Min(LongestPauseNs, -1e8 * Math.Log(1 - random.NextDouble())) : 0,
            PausedEnd = (End)random.Next(2),
            OutlierNs = Happens(random, PauseChance) ? Log(random, 1e7, 2e9) : 0,
            SynLost = Happens(random, AccidentChance),
            SegmentLost = Happens(random, AccidentChance),
            ConnectFailed = Happens(random, AccidentChance),
            Missing = Happens(random, MissingEndChance) ? (End)random.Next(2) : null,
            Restarted = restarted,
        };
    }

    /// <summary>The same for all windows of a phase.</summary>
    public static Random PhaseOf(int seed, long window) => new((int)((seed * 1_000_003L) + (window / Phase)));

    private static bool Happens(Random random, double chance) => random.NextDouble() < chance;

    private static double Log(Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
