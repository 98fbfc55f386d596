using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>An order while it is carried out: so many probes, one after the other, each told as it ends.</summary>
internal sealed class OrderRun(ProbeOrder order, ProbeTarget target, long interval, Action<ProbeResult> tell) : IProbeOwner
{
    private int _ended;

    public ulong Id => order.Id;

    public ProbeTarget Target => target;

    /// <summary>How long each may take.</summary>
    public required long Patience { get; init; }

    /// <summary>When the next probe is to be sent.</summary>
    public long Due { get; private set; }

    public int Sent { get; private set; }

    public bool IsSent => Sent == order.Count;

    /// <summary>The next probe is sent now: its number.</summary>
    public int Next(long now)
    {
        Due = now + interval;
        return ++Sent;
    }

    public void Ended(int sequence, in Outcome outcome)
    {
        _ended++;
        tell(new()
        {
            Order = order.Id,
            Sequence = (uint)sequence,
            Outcome = outcome.Kind,
            RttNs = (ulong)outcome.RttNs,
            Status = (uint)outcome.Status,
            ConnectNs = (ulong)outcome.ConnectNs,
            IsLast = _ended == order.Count,
        });
    }
}
