using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>How many requests were answered with a kind of status.</summary>
/// <param name="Class">The status' hundreds: 2 is 200 to 299; zero when there was no answer.</param>
/// <param name="Count">Requests.</param>
[GenerateSerializer, Immutable, Alias("meshlens.answer-count")]
public readonly record struct AnswerCount(
    [property: Id(0)] byte Class,
    [property: Id(1)] ulong Count);
