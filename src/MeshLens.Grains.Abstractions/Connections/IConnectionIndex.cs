namespace MeshLens.Grains.Connections;

/// <summary>The connections of the last minutes that agents reported one by one: a sample, not all of them.</summary>
public interface IConnectionIndex
{
    /// <summary>
    /// The connection between these ends that was open within a time, by the addresses and ports of either end: in front of or
    /// behind address translation. Ports are used again, so that the last connection may be another one. Null when none was reported,
    /// it is too long ago, or those that were reported were open at other times.
    /// </summary>
    /// <param name="ends">Both ends, the client first.</param>
    /// <param name="from">When it was in use, by a clock that may be a little off; the least value where that is not known.</param>
    /// <param name="until">Until when; the largest value where that is not known.</param>
    TracedConnection? Find(in ConnectionEnds ends, DateTimeOffset from, DateTimeOffset until);

    /// <summary>The connection with these initial sequence numbers; null when unknown.</summary>
    TracedConnection? Find(uint clientSequence, uint serverSequence);
}
