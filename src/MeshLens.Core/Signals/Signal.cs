namespace MeshLens.Core.Signals;

/// <summary>A measured duration. The numbers are the wire's and the kernel's: never reuse or renumber one.</summary>
public enum Signal : byte
{
    None = 0,

    /// <summary>Client: SYN sent to ESTABLISHED, of handshakes that succeeded.</summary>
    Handshake = 1,

    /// <summary>Client: first request byte transmitted to first response byte arrived.</summary>
    Turn = 2,

    /// <summary>Client: response arrived to response read. Evidence against the caller, never the network.</summary>
    Pickup = 3,

    /// <summary>Client: first to last byte of a response, as it arrived.</summary>
    ResponseTail = 4,

    // 5 was the time in which a request was handed over. Pause tells what of it is the caller's.

    /// <summary>TLS: first handshake record to the last one, think time excluded. Apart from turns.</summary>
    Setup = 6,

    /// <summary>Server: last request byte arrived to request read.</summary>
    Queueing = 7,

    /// <summary>Server: request read to first response byte sent.</summary>
    Service = 8,

    /// <summary>Server: first to last byte of a response, as it was sent.</summary>
    ServerTail = 9,

    /// <summary>
    /// Server: established to first touched by its owner, of connections whose first bytes waited for that. What was accepted late before
    /// anybody sent is not among them: nobody waited.
    /// </summary>
    AcceptWait = 10,

    /// <summary>A connection stood still until lost data was sent again: one sample per recovery, parts of a second or more of a longer one.</summary>
    RecoveryStall = 11,

    /// <summary>Smoothed RTT of live sockets. Follows delayed ACKs: confirms, never convicts.</summary>
    SmoothedRtt = 12,

    /// <summary>Minimum RTT of live sockets. Cannot rise for minutes.</summary>
    MinimumRtt = 13,

    /// <summary>Client: DNS query sent to answer arrived.</summary>
    Dns = 14,

    /// <summary>Client: within one request, time in which the application had not yet given the next part.</summary>
    Pause = 15,
}
