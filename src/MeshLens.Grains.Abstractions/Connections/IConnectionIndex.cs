using System.Net;

namespace MeshLens.Grains.Connections;

/// <summary>The connections of the last minutes that agents reported one by one: a sample, not all of them.</summary>
public interface IConnectionIndex
{
    /// <summary>
    /// The newest connection from <paramref name="client"/> to <paramref name="server"/>, by the addresses and ports of
    /// either end: in front of or behind address translation. Null when none was reported or it is too long ago.
    /// </summary>
    TracedConnection? Find(IPEndPoint client, IPEndPoint server);

    /// <summary>The connection with these initial sequence numbers; null when unknown.</summary>
    TracedConnection? Find(uint clientSequence, uint serverSequence);
}
