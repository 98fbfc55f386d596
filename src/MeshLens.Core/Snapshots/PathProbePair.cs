using MeshLens.Core.Probes;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>How probes fare between two nodes.</summary>
/// <param name="From">The node that probes.</param>
/// <param name="To">The node that is probed.</param>
/// <param name="State">How the way is.</param>
/// <param name="MedianNs">The middle round trip of the last ten seconds, in nanoseconds; 0 when none was timed.</param>
/// <param name="BaselineNs">What it usually is.</param>
/// <param name="Ended">Probes of the last ten seconds.</param>
/// <param name="Unanswered">Those of them without an answer.</param>
[GenerateSerializer, Immutable, Alias("meshlens.path-probe-pair")]
public readonly record struct PathProbePair(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] ProbePairState State,
    [property: Id(3)] double MedianNs,
    [property: Id(4)] double BaselineNs,
    [property: Id(5)] long Ended,
    [property: Id(6)] long Unanswered);
