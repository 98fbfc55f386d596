using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>How much of an edge one source saw in the window.</summary>
/// <param name="Of">Which end or proxy; null where a source has but one view.</param>
/// <param name="Seen">It told something in this window, or lately said that there was nothing to tell.</param>
/// <param name="Share">The part of the requests that it timed or counted, 0 to 1; null where no request is known.</param>
[GenerateSerializer, Immutable, Alias("meshlens.source-coverage")]
public readonly record struct SourceCoverage(
    [property: Id(0)] SourceKind Source,
    [property: Id(1)] AccessReporter? Of,
    [property: Id(2)] bool Seen,
    [property: Id(3)] float? Share);
