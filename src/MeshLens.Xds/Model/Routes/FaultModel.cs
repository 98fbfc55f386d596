namespace MeshLens.Xds.Model.Routes;

/// <summary>A fault that somebody asked for.</summary>
/// <param name="Delay">Time added; null when none is, or the request says how much.</param>
/// <param name="DelayShare">The part of the requests, 0 to 1.</param>
/// <param name="Status">HTTP status of aborted requests; null when none is aborted or the request says how.</param>
/// <param name="GrpcStatus">gRPC status of aborted requests; null likewise.</param>
/// <param name="AbortShare">The part of the requests, 0 to 1.</param>
/// <param name="IsConditional">Only requests with certain headers, or only some clusters, are touched.</param>
public sealed record FaultModel(TimeSpan? Delay, double DelayShare, int? Status, int? GrpcStatus, double AbortShare, bool IsConditional)
{
    /// <summary>It delays requests.</summary>
    public bool Delays => Delay is not null && DelayShare > 0;

    /// <summary>It answers requests itself.</summary>
    public bool Aborts => (Status is not null || GrpcStatus is not null) && AbortShare > 0;
}
