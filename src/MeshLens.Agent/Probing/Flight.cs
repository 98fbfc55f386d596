namespace MeshLens.Agent.Probing;

/// <summary>A probe under way.</summary>
internal sealed class Flight(IProbeOwner owner, int sequence, long deadline)
{
    public IProbeOwner Owner => owner;

    public int Sequence => sequence;

    /// <summary>Timestamp after which it is lost.</summary>
    public long Deadline => deadline;

    /// <summary>Its own socket; negative for an echo.</summary>
    public int Socket { get; init; } = -1;

    public HttpExchange? Http { get; init; }

    public EchoSocket? Echo { get; init; }

    public int Ticket { get; init; }
}
