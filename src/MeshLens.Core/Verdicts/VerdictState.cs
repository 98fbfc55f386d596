using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>What one classification leaves to the next: the published verdict and what speaks for changing it.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.verdict-state")]
public sealed record VerdictState
{
    public static VerdictState Initial { get; } = new();

    [Id(0)] public Cause Cause { get; set; } = Cause.Undetermined;
    [Id(1)] public Symptom Symptom { get; set; }

    /// <summary>The first window of the published verdict; zero before the first.</summary>
    [Id(2)] public long SinceWindow { get; set; }

    /// <summary>The last window that showed the published cause.</summary>
    [Id(3)] public long LastSeenWindow { get; set; }

    /// <summary>A weaker suspicion, the window it began in, and the points it has gathered towards a verdict.</summary>
    [Id(4)] public Cause Suspect { get; set; } = Cause.Healthy;
    [Id(5)] public long SuspectWindow { get; set; }
    [Id(6)] public int SuspectCount { get; set; }

    /// <summary>Windows in a row that showed nothing wrong and had enough traffic to say so.</summary>
    [Id(7)] public int QuietWindows { get; set; }

    [Id(8)] public double Confidence { get; set; }
}
