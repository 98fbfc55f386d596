using MeshLens.Core.Signals;

namespace MeshLens.Agent.Connects;

/// <summary>Failure reasons as people and scripts read them.</summary>
internal static class FailureText
{
    public static string Of(FailureReason reason) => reason switch
    {
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
}
