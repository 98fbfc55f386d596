namespace MeshLens.Agent.Kernel;

/// <summary>Durations with a histogram each (<c>ml_signal</c>).</summary>
internal enum Signal : uint
{
    /// <summary>Client: SYN_SENT to ESTABLISHED.</summary>
    Handshake = 0,
    /// <summary>Server: ESTABLISHED to first touched, where data had to wait for the accept.</summary>
    AcceptWait = 1,
    /// <summary>TLS: first handshake record to the last one, think time excluded.</summary>
    Setup = 2,
    /// <summary>Client: first byte of a request sent to first byte of its response arrived.</summary>
    Turn = 3,
    /// <summary>Client: first byte of a response arrived to read returned.</summary>
    Pickup = 4,
    /// <summary>Server: last byte of a request arrived to read returned.</summary>
    Queueing = 5,
    /// <summary>Server: read returned to first byte of the response sent.</summary>
    Service = 6,
    /// <summary>First to last byte of a response. Recorded only where it is not zero.</summary>
    Tail = 7,
    /// <summary>Client: time within one request in which the application had not given the next part. Recorded only where it is not zero.</summary>
    Pause = 8,
    /// <summary>A connection stood still until lost data was sent again; a recovery of more than a second is told in parts.</summary>
    Stall = 9,
}
