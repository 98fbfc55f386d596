namespace MeshLens.Xds.Model.Clusters;

/// <summary>How connections to a cluster are made, kept and ended.</summary>
/// <param name="ConnectTimeout">How long a connect, TLS included, may take; Envoy's default is 5 s, istiod's 10 s.</param>
/// <param name="Protocol">The HTTP version.</param>
/// <param name="MaxRequests">Requests after which a connection is closed; null without limit.</param>
/// <param name="MaxConcurrentStreams">HTTP/2: requests at once on one connection; null when the peer alone decides.</param>
/// <param name="StreamWindowBytes">HTTP/2: what one response may have under way; null for Envoy's default.</param>
/// <param name="ConnectionWindowBytes">HTTP/2: what one connection may have under way; null for Envoy's default.</param>
/// <param name="IdleTimeout">An unused connection is closed after this; null for Envoy's default.</param>
/// <param name="MaxConnectionDuration">A connection is closed after this; null without limit.</param>
/// <param name="MaxStreamDuration">A request is ended after this; null without limit.</param>
/// <param name="HasKeepalive">TCP probes find out that an idle connection is dead.</param>
public sealed record ConnectionModel(
    TimeSpan ConnectTimeout,
    UpstreamProtocol Protocol,
    uint? MaxRequests,
    uint? MaxConcurrentStreams,
    uint? StreamWindowBytes,
    uint? ConnectionWindowBytes,
    TimeSpan? IdleTimeout,
    TimeSpan? MaxConnectionDuration,
    TimeSpan? MaxStreamDuration,
    bool HasKeepalive);
