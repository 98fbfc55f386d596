using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>One replica of the destination: its part of the edge's requests, and how it stands beside the others.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.diagnosed-endpoint")]
public sealed record DiagnosedEndpoint
{
    /// <summary>Address and port; <c>other</c> for all those that are not listed.</summary>
    [Id(0)] public string Address { get; set; } = "";

    /// <summary>The pod's name, its node and its zone; null where nobody says.</summary>
    [Id(1)] public string? Pod { get; set; }
    [Id(2)] public string? Node { get; set; }
    [Id(3)] public string? Zone { get; set; }

    /// <summary>Requests of the window that are known to have gone there.</summary>
    [Id(4)] public ulong Requests { get; set; }

    /// <summary>Its part of all requests that are known to have gone to a replica, 0 to 1.</summary>
    [Id(5)] public double Share { get; set; }

    /// <summary>
    /// Mean of its turns, of its server time when no turn was seen, else of what the proxy before it waited for it; null without any of
    /// them. In milliseconds.
    /// </summary>
    [Id(6)] public double? MeanMs { get; set; }

    /// <summary>The same when the edge was well; null when that was never seen.</summary>
    [Id(7)] public double? BaselineMs { get; set; }

    /// <summary>99th percentile of what <see cref="MeanMs"/> is the mean of.</summary>
    [Id(8)] public double? P99Ms { get; set; }

    /// <summary>Connects to it that failed, and requests that its proxies' logs call failed.</summary>
    [Id(9)] public ulong Failures { get; set; }

    /// <summary>How it stands.</summary>
    [Id(10)] public EndpointState State { get; set; }
}
