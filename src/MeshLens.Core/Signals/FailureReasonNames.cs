namespace MeshLens.Core.Signals;

/// <summary>Reasons of failed connects as evidence and sentences write them.</summary>
public static class FailureReasonNames
{
    /// <summary>As it is written everywhere outside the code.</summary>
    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.None => "none",
        FailureReason.Refused => "refused",
        FailureReason.Reset => "reset",
        FailureReason.TimedOut => "timed-out",
        FailureReason.HostUnreachable => "host-unreachable",
        FailureReason.NetworkUnreachable => "network-unreachable",
        FailureReason.NoRoute => "no-route",
        FailureReason.NoLocalPort => "no-local-port",
        FailureReason.Abandoned => "abandoned",
        FailureReason.PermissionDenied => "permission-denied",
        _ => "other",
    };

    /// <summary>What became of the connects, after their number: "3 …".</summary>
    public static string Say(FailureReason reason) => reason switch
    {
        FailureReason.Refused => "refused",
        FailureReason.Reset => "answered with a reset",
        FailureReason.TimedOut => "never answered",
        FailureReason.HostUnreachable => "told that the host is unreachable",
        FailureReason.NetworkUnreachable => "told that the network is unreachable",
        FailureReason.NoRoute => "without a route on the caller's host",
        FailureReason.NoLocalPort => "without a local port",
        FailureReason.Abandoned => "abandoned by the caller",
        FailureReason.PermissionDenied => "not permitted on the caller's host",
        _ => "for another reason",
    };
}
