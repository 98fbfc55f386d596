namespace MeshLens.Xds.Findings;

/// <summary>A part of a catalogue row that configuration, as a control plane serves it, cannot decide.</summary>
/// <param name="Row">The row.</param>
/// <param name="Pattern">The part.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record Limitation(int Row, string Pattern, string Reason)
{
    /// <summary>All of them, for the index of rules.</summary>
    public static IReadOnlyList<Limitation> All { get; } =
    [
        new(1, "a timeout below the service's own time", "How long the service takes is in the edge's signals; the rule judges what no service keeps up with, a diagnosis compares the rest."),
        new(3, "retries that multiply over several hops", "Every proxy is served routes to all services, so that nothing in the configuration says which of them a request passes one after the other; each hop is judged alone."),
        new(13, "a dead endpoint that is said to be healthy", "istiod serves what Kubernetes says; that nobody answers there shows in the kernel's handshakes."),
        new(18, "HTTP/2 to an application that speaks only HTTP/1.1", "What the application speaks is not in the configuration; where the whole service is upgraded nothing differs from a gRPC port."),
        new(22, "guessing without a time limit on a port of unknown protocol", "Who speaks first is not in the configuration; only ports whose protocol is known by number are judged."),
        new(24, "a bad host and no outlier detection", "That a host is bad is in the endpoints' signals; the absence of outlier detection is the mesh's default."),
        new(27, "localityLbSetting.failover without outlierDetection", "istiod then leaves the setting out of what it serves; it is in the DestinationRule alone."),
        new(29, "ROUND_ROBIN with requests of uneven cost", "What requests cost is not in the configuration."),
        new(34, "a route that is not the one its author expected", "Only a route that no request reaches can be proven; intentions are not served."),
        new(44, "the height of a global limit", "It is in the rate limit service, which istiod does not know."),
        new(46, "a WebAssembly module that cannot be fetched", "Whether a proxy could fetch it is known to the proxy; a refusal shows as refused configuration."),
        new(55, "a host hidden by Sidecar or exportTo, without ambient", "Without the workload API istiod lists no services, and what is hidden cannot be told from what does not exist."),
        new(57, "slow or failing DNS", "How DNS answers is in the name servers' signals."),
    ];
}
