using MeshLens.Agent.Kernel;
using MeshLens.Core.Signals;
using Signal = MeshLens.Core.Signals.Signal;

namespace MeshLens.Agent.Aggregation;

/// <summary>The kernel numbers what it measures for itself: here its numbers become the wire's.</summary>
internal static class WireNumbers
{
    /// <summary>The signal of the wire; <see cref="Signal.None"/> for a number this build does not know.</summary>
    public static Signal SignalOf(Kernel.Signal signal, Role role) => signal switch
    {
        Kernel.Signal.Handshake => Signal.Handshake,
        Kernel.Signal.AcceptWait => Signal.AcceptWait,
        Kernel.Signal.Setup => Signal.Setup,
        Kernel.Signal.Turn => Signal.Turn,
        Kernel.Signal.Pickup => Signal.Pickup,
        Kernel.Signal.Queueing => Signal.Queueing,
        Kernel.Signal.Service => Signal.Service,
        Kernel.Signal.Tail => role == Role.Server ? Signal.ServerTail : Signal.ResponseTail,
        Kernel.Signal.Pause => Signal.Pause,
        Kernel.Signal.Stall => Signal.RecoveryStall,
        _ => Signal.None,
    };

    public static FailureReason FailureOf(Failure failure) => failure switch
    {
        Failure.None => FailureReason.None,
        Failure.Refused => FailureReason.Refused,
        Failure.Reset => FailureReason.Reset,
        Failure.TimedOut => FailureReason.TimedOut,
        Failure.HostUnreachable => FailureReason.HostUnreachable,
        Failure.NetUnreachable => FailureReason.NetworkUnreachable,
        Failure.NoRoute => FailureReason.NoRoute,
        Failure.NoLocalPort => FailureReason.NoLocalPort,
        Failure.Abandoned => FailureReason.Abandoned,
        Failure.NotPermitted => FailureReason.PermissionDenied,
        _ => FailureReason.Other,
    };

    public static TurnsUnavailable UnavailableOf(Unavailable reason) => reason switch
    {
        Unavailable.None => TurnsUnavailable.None,
        Unavailable.TlsUnknown => TurnsUnavailable.TlsMayMultiplex,
        Unavailable.Multiplexed or Unavailable.Overlapping => TurnsUnavailable.Multiplexed,
        Unavailable.Upgraded => TurnsUnavailable.Upgraded,
        Unavailable.Spliced => TurnsUnavailable.Spliced,
        Unavailable.AdoptedMidway => TurnsUnavailable.AdoptedMidway,
        Unavailable.Split => TurnsUnavailable.Split,
        Unavailable.Pushed => TurnsUnavailable.ServerFirst,
        _ => TurnsUnavailable.Other,
    };
}
