using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>What is wrong, within the class that owns it. Written <c>class/name</c>.</summary>
/// <param name="Name">Empty for <see cref="Healthy"/> and <see cref="Undetermined"/>.</param>
[GenerateSerializer, Immutable, Alias("meshlens.cause")]
[JsonConverter(typeof(CauseJsonConverter))]
public readonly record struct Cause(
    [property: Id(0)] VerdictClass Class,
    [property: Id(1)] string? Name)
{
    public static Cause Undetermined => new(VerdictClass.Undetermined, null);

    public static Cause Healthy => new(VerdictClass.Healthy, null);

    /// <summary>The path got slower: packets take longer, none are lost.</summary>
    public static Cause NetworkRtt => new(VerdictClass.Network, "rtt");

    /// <summary>Connection requests are lost on the way.</summary>
    public static Cause NetworkSynLoss => new(VerdictClass.Network, "syn-loss");

    /// <summary>Data is lost on the way and connections stand still until it is sent again.</summary>
    public static Cause NetworkRetransmission => new(VerdictClass.Network, "retransmission");

    /// <summary>No packet gets through.</summary>
    public static Cause NetworkUnreachable => new(VerdictClass.Network, "unreachable");

    /// <summary>The name server answers late, fails or is silent.</summary>
    public static Cause NetworkDns => new(VerdictClass.Network, "dns");

    /// <summary>The destination takes longer between reading a request and answering.</summary>
    public static Cause SlowHandler => new(VerdictClass.Application, "slow-handler");

    /// <summary>The destination reads requests late: they wait in its socket.</summary>
    public static Cause Queueing => new(VerdictClass.Application, "queueing");

    /// <summary>The destination accepts connections too slowly: its accept queue is full.</summary>
    public static Cause Backlog => new(VerdictClass.Application, "backlog");

    /// <summary>The caller does not get to read its responses.</summary>
    public static Cause Caller => new(VerdictClass.Application, "caller");

    /// <summary>A CPU quota stops the destination.</summary>
    public static Cause CpuThrottled => new(VerdictClass.Application, "cpu-throttled");

    /// <summary>Nothing listens at the destination.</summary>
    public static Cause Refused => new(VerdictClass.Application, "refused");

    /// <summary>The destination ends connections on which its answer is waited for.</summary>
    public static Cause BrokenOff => new(VerdictClass.Application, "broken-off");

    /// <summary>The destination itself answers with errors.</summary>
    public static Cause Errors => new(VerdictClass.Application, "errors");

    /// <summary>One replica, or a few, are slow or fail by themselves, and the others do not.</summary>
    public static Cause BadEndpoint => new(VerdictClass.Application, "bad-endpoint");

    /// <summary>The path to one replica, or to a few, got longer, and the paths to the others did not.</summary>
    public static Cause NetworkBadEndpoint => new(VerdictClass.Network, "bad-endpoint");

    /// <summary>The paths to all replicas of one zone got longer, and those to other zones did not.</summary>
    public static Cause NetworkBadZone => new(VerdictClass.Network, "bad-zone");

    /// <summary>Requests are spread unevenly, as the configuration predicts, and the replica that gets most cannot keep up.</summary>
    public static Cause Imbalance => new(VerdictClass.MeshConfig, "imbalance");

    /// <summary>A route's timeout ends requests that are no slower than usual.</summary>
    public static Cause RouteTimeout => new(VerdictClass.MeshConfig, "route-timeout");

    /// <summary>A limit on streams ends them: idle for too long, or too old.</summary>
    public static Cause StreamTimeout => new(VerdictClass.MeshConfig, "stream-timeout");

    /// <summary>Requests are tried again: failures of the destination show as latency, or as more load.</summary>
    public static Cause Retries => new(VerdictClass.MeshConfig, "retries");

    /// <summary>Requests are delayed on purpose.</summary>
    public static Cause FaultDelay => new(VerdictClass.MeshConfig, "fault-delay");

    /// <summary>Requests are answered with an error on purpose.</summary>
    public static Cause FaultAbort => new(VerdictClass.MeshConfig, "fault-abort");

    /// <summary>A limit on connections or requests refuses requests, or lets them wait.</summary>
    public static Cause CircuitBreaker => new(VerdictClass.MeshConfig, "circuit-breaker");

    /// <summary>The proxy refuses requests above a rate.</summary>
    public static Cause RateLimit => new(VerdictClass.MeshConfig, "rate-limit");

    /// <summary>Connections are closed after few requests: most requests pay for a new one.</summary>
    public static Cause ConnectionChurn => new(VerdictClass.MeshConfig, "connection-churn");

    /// <summary>Connects are given up before they can be done.</summary>
    public static Cause ConnectTimeout => new(VerdictClass.MeshConfig, "connect-timeout");

    /// <summary>Endpoints that failed are no longer used, and none is left.</summary>
    public static Cause OutlierEjection => new(VerdictClass.MeshConfig, "outlier-ejection");

    /// <summary>A locality rule sends requests to another zone: the path is longer because it was asked for.</summary>
    public static Cause CrossZone => new(VerdictClass.MeshConfig, "cross-zone");

    /// <summary>Routes lead to a subset or a service without endpoints.</summary>
    public static Cause EmptySubset => new(VerdictClass.MeshConfig, "empty-subset");

    /// <summary>No route takes the request, or it leads to a destination that does not exist.</summary>
    public static Cause NoRoute => new(VerdictClass.MeshConfig, "no-route");

    /// <summary>The mesh does not know the destination and refuses what it does not know.</summary>
    public static Cause BlackHole => new(VerdictClass.MeshConfig, "black-hole");

    /// <summary>One end speaks mutual TLS and the other does not.</summary>
    public static Cause MtlsMismatch => new(VerdictClass.MeshConfig, "mtls-mismatch");

    /// <summary>A filter in a proxy takes its time with each request.</summary>
    public static Cause SlowFilter => new(VerdictClass.MeshConfig, "slow-filter");

    /// <summary>The configuration still lists endpoints at which nobody listens.</summary>
    public static Cause StaleEndpoints => new(VerdictClass.MeshConfig, "stale-endpoints");

    /// <summary>A proxy does not get the processor time it needs; its limits are configuration.</summary>
    public static Cause ProxyStarved => new(VerdictClass.MeshConfig, "proxy-starved");

    public static bool TryParse(string? text, out Cause cause)
    {
        cause = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (!VerdictClassNames.TryParse(slash < 0 ? text : text![..slash], out var verdictClass))
        {
            return false;
        }

        cause = new(verdictClass, slash < 0 ? null : text![(slash + 1)..]);
        return true;
    }

    public override string ToString() => Name is null ? VerdictClassNames.Of(Class) : $"{VerdictClassNames.Of(Class)}/{Name}";
}
