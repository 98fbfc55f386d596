using MeshLens.Otlp;

namespace MeshLens.Tracing.Forwarding;

/// <summary>A request that was accepted and is not yet delivered.</summary>
/// <param name="signal">What it holds.</param>
/// <param name="payload">As it goes on, unpacked.</param>
/// <param name="items">How many spans it has; zero where nobody counted.</param>
internal sealed class ForwardItem(OtlpSignal signal, OtlpPayload payload, int items)
{
    /// <summary>Bytes that a request takes beside its buffer, so that even empty ones are bounded.</summary>
    public const int Overhead = 512;

    private byte[]? _packed;

    public OtlpSignal Signal => signal;

    public OtlpPayload Payload { get; set; } = payload;

    public int Items => items;

    /// <summary>What it takes of the queue's room: the buffer, not what is in it, and itself.</summary>
    public int Room { get; private set; } = payload.Buffer.Length + Overhead;

    /// <summary>When it may be sent, as a time stamp; zero for at once.</summary>
    public long NotBefore { get; init; }

    /// <summary>A backend broke off while it was sent: the next time it is asked first whether it wants it.</summary>
    public bool BrokeOff { get; set; }

    /// <summary>As it goes over the wire; packed once, however often it is tried.</summary>
    public ReadOnlyMemory<byte> Body => !Payload.IsPacked ? Payload.Buffer.AsMemory(0, Payload.Length) : _packed ??= Packing.Pack(Payload.Bytes);

    /// <summary>Takes in that the payload is another one; returns how much more room it needs.</summary>
    public int Grown()
    {
        var before = Room;
        Room = Payload.Buffer.Length + Overhead;
        return Room - before;
    }
}
