using MeshLens.Core.Signals;

namespace MeshLens.Core.Totals;

/// <summary>What is counted of a leg for as long as the process lives.</summary>
public enum Tally
{
    /// <summary>Connects that ended, well or not; the caller's end alone knows.</summary>
    Connects,
    Established,
    SynRetransmits,
    DataRetransmits,

    /// <summary>Nanoseconds in which connections stood still until lost data was sent again.</summary>
    StallNs,

    /// <summary>Established connections that one end reset.</summary>
    Resets,

    /// <summary>The first of the counters of failed connects: add a <see cref="FailureReason"/>, less one.</summary>
    Failures,
}
