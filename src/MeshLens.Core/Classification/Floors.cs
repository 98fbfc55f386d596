namespace MeshLens.Core.Classification;

/// <summary>What is too little to matter, whatever statistics say. In nanoseconds unless the name says otherwise.</summary>
internal static class Floors
{
    public const double Millisecond = 1e6;

    /// <summary>A request slower by less than this is not slow.</summary>
    public const double Latency = 1 * Millisecond;

    /// <summary>A round trip longer by less than this is not a slow path; busy hosts move it by tenths.</summary>
    public const double RoundTrip = 1 * Millisecond;

    /// <summary>A response read this much later is late; a sleeping thread takes some of it to wake up.</summary>
    public const double Pickup = 2 * Millisecond;

    public const double Dns = 5 * Millisecond;

    /// <summary>
    /// No path takes this long on its own: the handshake waited for its first retransmission, which Linux sends after one
    /// second.
    /// </summary>
    public const ulong SynTimeout = 900_000_000;

    /// <summary>
    /// As long as a window: what waited longer began before it. Retransmissions back off, so that connections caught by a
    /// fault come back, or are given up, up to half a minute after it ended; that tells of then and not of now.
    /// </summary>
    public const ulong BeganBefore = 10_000_000_000;

    /// <summary>The least part of the excess that a cause must explain to be the cause.</summary>
    public const double ExplainedShare = 0.4;
}
