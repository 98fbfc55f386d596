namespace MeshLens.Core.Signals;

/// <summary>Why a connect failed. The numbers are the wire's and the kernel's.</summary>
public enum FailureReason : byte
{
    None = 0,
    Refused = 1,
    Reset = 2,
    TimedOut = 3,
    HostUnreachable = 4,
    NetworkUnreachable = 5,
    NoRoute = 6,
    NoLocalPort = 7,

    /// <summary>The caller gave up before the network did.</summary>
    Abandoned = 8,
    PermissionDenied = 9,
    Other = 10,
}
