using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>What the metrics of one kind of proxy gained on an edge, as far as it is counted in one window. Never changed once it is handed over.</summary>
/// <remarks>
/// Metrics are read every few seconds, so what they gained is of the time between two readings: <see cref="FromMs"/> and <see cref="ToMs"/>
/// say of which. Proxies of one kind are added up; kinds are not, since each of them counts the same requests.
/// </remarks>
[GenerateSerializer, Immutable, Alias("meshlens.metric-delta")]
public sealed record MetricDelta
{
    /// <summary>An index of the window grid.</summary>
    [Id(0)] public long Window { get; set; }

    /// <summary>Which kind of proxy.</summary>
    [Id(1)] public AccessReporter Reporter { get; set; }

    /// <summary>Where the time that was counted begins, in milliseconds after the window's beginning; negative when it began before the window.</summary>
    [Id(2)] public int FromMs { get; set; }

    /// <summary>Where the time that was counted ends, in milliseconds after the window's beginning.</summary>
    [Id(3)] public int ToMs { get; set; }

    /// <summary>Requests that ended.</summary>
    [Id(4)] public ulong Requests { get; set; }

    /// <summary>Requests that failed by their flags, or answered 5xx: as access logs have it.</summary>
    [Id(5)] public ulong Failed { get; set; }

    /// <summary>Requests with a gRPC status that says that the destination failed. gRPC answers 200, so most are not in <see cref="Failed"/>.</summary>
    [Id(6)] public ulong GrpcFailed { get; set; }

    /// <summary>How requests were answered.</summary>
    [Id(7)] public List<AnswerCount> Answers { get; set; } = [];

    /// <summary>Why requests and connections ended as they did; what ended as it should has none.</summary>
    [Id(8)] public List<HopFlagCount> Flags { get; set; } = [];

    /// <summary>Requests whose duration was counted.</summary>
    [Id(9)] public ulong DurationCount { get; set; }

    /// <summary>Their durations added up, in milliseconds: whole streams at that proxy, with its retries.</summary>
    [Id(10)] public double DurationSumMs { get; set; }

    [Id(11)] public ulong RequestBytes { get; set; }

    [Id(12)] public ulong ResponseBytes { get; set; }

    /// <summary>TCP connections through the proxy that were opened.</summary>
    [Id(13)] public ulong Opened { get; set; }

    /// <summary>TCP connections through the proxy that were closed.</summary>
    [Id(14)] public ulong Closed { get; set; }

    /// <summary>TCP connections that the proxy could not make, or would not.</summary>
    [Id(15)] public ulong NotOpened { get; set; }

    /// <summary>Bytes of TCP connections towards the caller.</summary>
    [Id(16)] public ulong SentBytes { get; set; }

    /// <summary>Bytes of TCP connections from the caller.</summary>
    [Id(17)] public ulong ReceivedBytes { get; set; }

    /// <summary>What the proxies' clusters of this destination say, one entry per subset; empty where proxies do not export it.</summary>
    [Id(18)] public List<ClusterDelta> Clusters { get; set; } = [];

    /// <summary>Something was on its way in that time.</summary>
    [JsonIgnore]
    public bool HasTraffic => Requests > 0 || Opened > 0 || NotOpened > 0 || SentBytes > 0 || ReceivedBytes > 0;
}
