using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>A pattern in the configuration that concerns an edge, and what must be seen in its signals if it is what hurts. A number that is null is not predicted.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.configured-finding")]
public sealed record ConfiguredFinding
{
    /// <summary>Id of the rule that found it: <c>fault-delay</c>.</summary>
    [Id(0)] public string Rule { get; set; } = "";
    [Id(1)] public ConfiguredSeverity Severity { get; set; }

    /// <summary>What is configured, in one sentence.</summary>
    [Id(2)] public string Summary { get; set; } = "";

    /// <summary>The Istio resource, as <c>VirtualService shop/payments</c>; empty when the control plane does not name it.</summary>
    [Id(3)] public string Resource { get; set; } = "";

    /// <summary>The field in it; without a resource, what it is in the proxy.</summary>
    [Id(4)] public string Field { get; set; } = "";

    /// <summary>What to do.</summary>
    [Id(5)] public string Fix { get; set; } = "";

    /// <summary>What kind of thing it predicts.</summary>
    [Id(6)] public ConfiguredEffect Effect { get; set; }

    /// <summary>The prediction for people.</summary>
    [Id(7)] public string Text { get; set; } = "";

    /// <summary>How much more, or at which duration.</summary>
    [Id(8)] public double? Milliseconds { get; set; }

    /// <summary>Of the requests, 0 to 1. Of a load, how many times as many.</summary>
    [Id(9)] public double? Share { get; set; }

    /// <summary>The HTTP status of those that fail.</summary>
    [Id(10)] public int? Status { get; set; }

    /// <summary>The flag of those.</summary>
    [Id(11)] public ResponseFlag? Flag { get; set; }

    /// <summary>When the setting became what it is; null when it was always so, as far as anybody watched.</summary>
    [Id(12)] public DateTimeOffset? ChangedAt { get; set; }
}
