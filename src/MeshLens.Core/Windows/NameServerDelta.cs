using MeshLens.Core.Histograms;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>DNS as the caller's processes saw one name server in a window.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.name-server-delta")]
public sealed record NameServerDelta
{
    [Id(0)] public string Address { get; init; } = "";

    /// <summary>Query sent to answer arrived.</summary>
    [Id(1)] public ExponentialHistogram Answered { get; init; } = new();

    [Id(2)] public ulong Unanswered { get; init; }

    /// <summary>Answers that say the server could not: SERVFAIL, REFUSED.</summary>
    [Id(3)] public ulong ServerFailures { get; init; }

    /// <summary>NXDOMAIN: normal for search lists, so never evidence.</summary>
    [Id(4)] public ulong NameErrors { get; init; }
}
