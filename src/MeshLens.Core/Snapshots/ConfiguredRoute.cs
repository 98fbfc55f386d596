using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One route that may lead to the destination. What is null is not limited, not done, or not asked for.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.configured-route")]
public sealed record ConfiguredRoute
{
    /// <summary>The resource that made it; empty when it is the service's default.</summary>
    [Id(0)] public string Resource { get; set; } = "";

    /// <summary>Where in it: <c>spec.http[0]</c>.</summary>
    [Id(1)] public string Field { get; set; } = "";

    /// <summary>It takes every request that no route before it took.</summary>
    [Id(2)] public bool TakesAll { get; set; }

    /// <summary>What all attempts of a request may take together.</summary>
    [Id(3)] public double? TimeoutMs { get; set; }

    /// <summary>What one attempt may take.</summary>
    [Id(4)] public double? PerTryTimeoutMs { get; set; }

    /// <summary>How often a request may be tried in all.</summary>
    [Id(5)] public int Attempts { get; set; } = 1;

    /// <summary>The wait before the first retry is between nothing and this.</summary>
    [Id(6)] public double? BackOffMs { get; set; }
}
