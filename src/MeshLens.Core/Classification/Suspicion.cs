using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification;

/// <summary>What one rule concludes from one window.</summary>
internal sealed record Suspicion
{
    public required Cause Cause { get; init; }

    /// <summary>0 to 1, before what is missing lowers it.</summary>
    public required double Confidence { get; init; }

    /// <summary>Strong convicts at once; anything less must stay for some windows.</summary>
    public required Strength Strength { get; init; }

    public bool IsStrong => Strength == Strength.Strong;

    /// <summary>The part of the excess, in nanoseconds per request, that the cause explains.</summary>
    public double ExplainsNs { get; init; }

    /// <summary>Connections fail: there may be no latency to explain.</summary>
    public bool Fails { get; init; }

    /// <summary>
    /// The part of the turns' excess that no measurement splits and that this rule claims by inference, in nanoseconds.
    /// </summary>
    public double InferredNs { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>What is wrong, as the middle of a sentence: "frontend → payments is slow because …".</summary>
    public required string Because { get; init; }

    /// <summary>What to do about it, when this is more than the cause alone can say.</summary>
    public string? NextStep { get; init; }

    /// <summary>Causes of which this one says the same more exactly: they are not heard beside it.</summary>
    public IReadOnlyList<Cause> Refines { get; init; } = [];

    /// <summary>What would be gone: "without … the mean is 41 ms".</summary>
    public string? Without { get; init; }
}
