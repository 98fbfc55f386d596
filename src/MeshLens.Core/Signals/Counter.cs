namespace MeshLens.Core.Signals;

/// <summary>A counted thing, as a delta. The numbers are the wire's and the kernel's: never reuse or renumber one.</summary>
public enum Counter : byte
{
    None = 0,

    /// <summary>Client: connection attempts that ended, well or not.</summary>
    ConnectAttempts = 1,
    Established = 2,
    Closed = 3,
    SynRetransmits = 4,
    DataRetransmits = 5,

    // 6 was segments sent, which nobody counts.
    BytesSent = 7,
    BytesReceived = 8,
    ResetsSent = 9,
    ResetsReceived = 10,

    /// <summary>Nanoseconds in which the peer's receive window held this end back.</summary>
    ReceiveWindowLimitedNs = 11,

    /// <summary>Nanoseconds in which this end's send buffer held it back.</summary>
    SendBufferLimitedNs = 12,

    /// <summary>Turns seen, also those whose parts were not measured.</summary>
    Turns = 13,

    /// <summary>Nanoseconds that the <see cref="Closed"/> connections had lived, from established to closed; of those older than the agent,
    /// since it found them.</summary>
    LifetimeNs = 14,

    /// <summary>Nanoseconds in which connections made no progress until their oldest segment was sent again.</summary>
    StallNs = 15,

    /// <summary>Server: connections accepted before their first data came. They waited for nobody and have no accept wait.</summary>
    PromptAccepts = 16,

    /// <summary>Add a <see cref="FailureReason"/> to get the counter of connects that failed for it (32 to 63).</summary>
    FailuresBase = 32,
    FailuresRefused = 33,
    FailuresReset = 34,
    FailuresTimedOut = 35,
    FailuresHostUnreachable = 36,
    FailuresNetworkUnreachable = 37,
    FailuresNoRoute = 38,
    FailuresNoLocalPort = 39,
    FailuresAbandoned = 40,
    FailuresPermissionDenied = 41,
    FailuresOther = 42,

    /// <summary>Add a <see cref="TurnsUnavailable"/> to get the counter of connections without turns for it (64 to 95).</summary>
    TurnsUnavailableBase = 64,
    TurnsUnavailableMultiplexed = 65,
    TurnsUnavailableUpgraded = 66,
    TurnsUnavailableSpliced = 67,
    TurnsUnavailableServerFirst = 68,
    TurnsUnavailableTlsMayMultiplex = 69,
    TurnsUnavailableOther = 71,
    TurnsUnavailableAdoptedMidway = 72,
    TurnsUnavailableSplit = 73,
}
