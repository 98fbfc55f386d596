using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Connections;

/// <summary>A connection that was reported lately, with the views of its ends. Guarded by the index.</summary>
internal sealed class RecentConnection(ConnectionId id, long since)
{
    public ConnectionId Id => id;

    /// <summary>When it was reported first, in time stamps of the index.</summary>
    public long Since => since;

    public ConnectionView? Client { get; private set; }

    public ConnectionView? Server { get; private set; }

    public ConnectionView? this[End end]
    {
        get => end == End.Client ? Client : Server;
        set
        {
            if (end == End.Client)
            {
                Client = value;
            }
            else
            {
                Server = value;
            }
        }
    }
}
