using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Options;
using MeshLens.Protocol.V1;
using ConnectionEvent = MeshLens.Agent.Kernel.ConnectionEvent;

namespace MeshLens.Agent.Exemplars;

/// <summary>
/// Which single connections the next batch tells: those chosen for joining, the failed ones and the worst of each flow. Everything
/// is bounded. Failed and worst connections that find no room are counted; those for joining are a sample in any case, so when
/// there are too many the sample is thinned.
/// </summary>
internal sealed class ExemplarBook
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private readonly Exemplar[] _joins;
    private readonly Exemplar[] _failed;
    private readonly WorstConnections _worst;
    private readonly ConnectionPool _pool = new();
    private readonly Action<Exemplar> _writeWorst;
    private readonly ulong _minimumNs;
    private Batch? _target;
    private ulong _endedAt;
    private uint _joinMask;
    private int _joinCount;
    private int _failedCount;
    private int _shed;

    /// <param name="capacity">How many may wait.</param>
    /// <param name="interval">How long an interval is.</param>
    /// <param name="minimumLatency">What took less is no worst connection of anything. Joins and failures are told in any case.</param>
    public ExemplarBook(CapacityOptions capacity, TimeSpan interval, TimeSpan minimumLatency = default)
    {
        _minimumNs = (ulong)minimumLatency.Ticks * (ulong)TimeSpan.NanosecondsPerTick;
        _joins = new Exemplar[(int)Math.Ceiling(capacity.JoinsPerSecond * Math.Max(1, interval.TotalSeconds))];
        _failed = new Exemplar[capacity.ExemplarsPerInterval / 2];
        _worst = new(capacity.WorstPerFlow, capacity.ExemplarsPerInterval - _failed.Length);
        _writeWorst = exemplar => Write(exemplar, ConnectionKind.Worst);
    }

    /// <param name="told">A connection that was established, failed or closed.</param>
    /// <param name="joinMask">Connections are chosen for joining by these bits of their id: the same ones at both ends.</param>
    /// <param name="remarkableNs">From which duration on a connection is missed when there is no room for it.</param>
    public void Add(in ConnectionEvent told, uint joinMask, ulong remarkableNs)
    {
        if (told.Event.Flow == 0)
        {
            return;
        }

        var exemplar = Exemplar.Of(told);
        if (told.Failure != Failure.None)
        {
            KeepFailed(exemplar);
            return;
        }

        KeepForJoining(exemplar, joinMask);
        Offer(exemplar, remarkableNs);
    }

    /// <summary>A turn so slow that it was told at once.</summary>
    public void Add(in TurnEvent told)
    {
        if (told.Event.Flow != 0)
        {
            Offer(Exemplar.Of(told), remarkableNs: 0);
        }
    }

    /// <summary>Moves everything into a batch whose interval ended at <paramref name="endedAt"/>.</summary>
    /// <returns>How many connections found no room.</returns>
    public int MoveTo(Batch batch, long endedAt)
    {
        _target = batch;
        _endedAt = (ulong)endedAt;
        WriteAll(_joins.AsSpan(0, _joinCount), ConnectionKind.Join);
        WriteAll(_failed.AsSpan(0, _failedCount), ConnectionKind.Failed);
        _worst.ForEach(_writeWorst);
        var shed = _shed + _worst.Shed;
        _joinCount = _failedCount = _shed = 0;
        _joinMask = 0;
        _worst.Clear();
        return shed;
    }

    /// <summary>Takes back the messages of a batch that was encoded.</summary>
    public void Recycle(Batch batch) => _pool.Return(batch.Connections);

    private void Offer(in Exemplar exemplar, ulong remarkableNs)
    {
        if (exemplar.Badness >= _minimumNs)
        {
            _worst.Offer(exemplar, remarkableNs);
        }
    }

    private void KeepFailed(in Exemplar exemplar)
    {
        if (_failedCount < _failed.Length)
        {
            _failed[_failedCount++] = exemplar;
        }
        else
        {
            _shed++;
        }
    }

    private void KeepForJoining(in Exemplar exemplar, uint mask)
    {
        while (_joinCount == _joins.Length && _joinMask != uint.MaxValue)
        {
            _joinMask = (_joinMask << 1) | 1;
            _joinCount = JoinSelection.Thin(_joins.AsSpan(0, _joinCount), _joinMask);
        }

        if (_joinCount < _joins.Length && JoinSelection.IsChosen(exemplar.Id, mask | _joinMask))
        {
            _joins[_joinCount++] = exemplar;
        }
    }

    private void WriteAll(ReadOnlySpan<Exemplar> exemplars, ConnectionKind kind)
    {
        foreach (ref readonly var exemplar in exemplars)
        {
            Write(exemplar, kind);
        }
    }

    private void Write(in Exemplar exemplar, ConnectionKind kind)
    {
        var connection = _pool.Rent();
        connection.Flow = exemplar.Flow;
        connection.Kind = kind;
        connection.ClientIsn = exemplar.Id.ClientIsn;
        connection.ServerIsn = exemplar.Id.ServerIsn;
        connection.LocalPort = exemplar.LocalPort;
        connection.RemotePort = exemplar.RemotePort;
        connection.AgeMs = _endedAt > exemplar.At ? (uint)((_endedAt - exemplar.At) / NanosecondsPerMillisecond) : 0;
        connection.HandshakeNs = exemplar.HandshakeNs;
        connection.SynRetransmits = exemplar.SynRetransmits;
        connection.Failure = (uint)WireNumbers.FailureOf(exemplar.Failure);
        connection.ThreadId = exemplar.ThreadId;
        connection.TurnNs = exemplar.Worst.TurnNs;
        connection.PickupNs = exemplar.Worst.PickupNs;
        connection.QueueingNs = exemplar.Worst.QueueingNs;
        connection.ServiceNs = exemplar.Worst.ServiceNs;
        connection.TailNs = exemplar.Worst.TailNs;
        connection.Retransmits = exemplar.Retransmits;
        connection.StallNs = exemplar.StallNs;
        connection.Turns = exemplar.Turns;
        connection.LifetimeNs = exemplar.LifetimeNs;
        _target!.Connections.Add(connection);
    }
}
