using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Grains.Connections;

namespace MeshLens.Ingest.Connections;

/// <summary>A connection that was reported lately, with the views of its ends. Guarded by the index.</summary>
internal sealed class RecentConnection(ConnectionId id, long since)
{
    private const ulong NsPerTick = 100;
    private static readonly TimeSpan LongestTold = TimeSpan.FromDays(1);

    // By the clock of ingest, as far as was told.
    private DateTimeOffset _opened = DateTimeOffset.MinValue;
    private DateTimeOffset _closed = DateTimeOffset.MaxValue;

    private TracedConnection? _told;

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

            Learn(value!.Exemplar);
        }
    }

    /// <summary>How far a time is from the one in which this was open; zero when they meet.</summary>
    public TimeSpan Apart(DateTimeOffset from, DateTimeOffset until) =>
        from > _closed ? from - _closed : until < _opened ? _opened - until : TimeSpan.Zero;

    /// <summary>As it is told: the same object while nothing of it changes, as many spans may ask for it.</summary>
    public TracedConnection Trace()
    {
        EdgeKey? edge = (Client ?? Server)?.Flow.Targets is [var first, ..] ? first.Edge.Key : null;
        return _told is { } told && told.Edge == edge && ReferenceEquals(told.Client, Client?.Exemplar) && ReferenceEquals(told.Server, Server?.Exemplar)
            ? told
            : _told = new(edge, Client?.Exemplar, Server?.Exemplar);
    }

    // Of a connection whose opening was not seen only the time of a turn is told.
    private void Learn(ConnectionExemplar told)
    {
        if (!id.IsKnown)
        {
            (_opened, _closed) = (told.At, told.At);
        }
        else if (told.HandshakeNs != 0 || told.LifetimeNs != 0)
        {
            _opened = told.At;
        }

        if (told.LifetimeNs != 0)
        {
            // Of one that lasted for longer than what is told at most, the end is not known.
            var lifetime = TimeSpan.FromTicks((long)(told.LifetimeNs / NsPerTick));
            _closed = lifetime < LongestTold ? told.At + lifetime : DateTimeOffset.MaxValue;
        }
    }
}
