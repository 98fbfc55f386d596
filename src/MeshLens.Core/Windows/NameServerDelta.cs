using MeshLens.Core.Histograms;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>DNS as the caller's processes saw one name server in a window.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.name-server-delta")]
public sealed record NameServerDelta
{
    [Id(0)] public string Address { get; set; } = "";

    /// <summary>Query sent to answer arrived.</summary>
    [Id(1)] public ExponentialHistogram Answered { get; set; } = new();

    [Id(2)] public ulong Unanswered { get; set; }

    /// <summary>Answers that say the server could not: SERVFAIL, REFUSED.</summary>
    [Id(3)] public ulong ServerFailures { get; set; }

    /// <summary>NXDOMAIN: normal for search lists, so never evidence.</summary>
    [Id(4)] public ulong NameErrors { get; set; }
}
