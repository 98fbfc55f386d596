using MeshLens.Xds.Protocol;

namespace MeshLens.Xds.Streaming;

/// <summary>What the client has seen since it was made.</summary>
public sealed class ClientCounters
{
    private long _streams;
    private long _acknowledged;
    private long _rejected;
    private long _unanswerable;
    private long _unasked;

    /// <summary>Streams that delivered something.</summary>
    public long Streams => Interlocked.Read(ref _streams);

    /// <summary>Responses taken over whole.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Responses with something bad in them.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Responses without a nonce.</summary>
    public long Unanswerable => Interlocked.Read(ref _unanswerable);

    /// <summary>Responses of a type that was not asked for, dropped unread.</summary>
    public long Unasked => Interlocked.Read(ref _unasked);

    internal void CountStream() => Interlocked.Increment(ref _streams);

    internal void Count(ReceptionKind kind) => Interlocked.Increment(ref Of(kind));

    private ref long Of(ReceptionKind kind)
    {
        switch (kind)
        {
            case ReceptionKind.Acknowledged: return ref _acknowledged;
            case ReceptionKind.Rejected: return ref _rejected;
            case ReceptionKind.Unanswerable: return ref _unanswerable;
            default: return ref _unasked;
        }
    }
}
