using System.Net;
using System.Threading.Channels;
using MeshLens.Core.Windows;
using MeshLens.Grains.Nodes;
using MeshLens.Ingest.Intake;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Agents;

/// <summary>One agent's open stream: what it told, and how it stands.</summary>
internal sealed class AgentStream(Hello hello, StreamState state, BatchIntake batches, FlowIntake flows, CoverageIntake coverage, WindowClock clock)
{
    private readonly Lock _gate = new();
    private readonly NodeTotals _totals = new();
    private readonly DateTimeOffset _since = clock.Now;
    private DateTimeOffset _lastHeard = clock.Now;
    private uint _lastAgeMs;
    private long _markedWindow = long.MinValue;
    private bool _isOver;

    // Plans and orders are small and rare; an agent that does not read has other troubles.
    private readonly Channel<ServerMessage> _outgoing = Channel.CreateBounded<ServerMessage>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });

    public Hello Hello => hello;

    /// <summary>Where it called from; null when that is not told.</summary>
    public IPAddress? Remote { get; set; }

    /// <summary>The plan it was told last; null until one was.</summary>
    public ProbePlan? Plan { get; private set; }

    /// <summary>What it is to be told beside acknowledgements.</summary>
    public ChannelReader<ServerMessage> Outgoing => _outgoing.Reader;

    // Soon, and never waits.
    private void Tell(ServerMessage message) => _outgoing.Writer.TryWrite(message);

    public StreamState State => state;

    public bool IsOpen => !Volatile.Read(ref _isOver);

    /// <summary>How long ago its last batch came.</summary>
    public TimeSpan Silence
    {
        get
        {
            lock (_gate)
            {
                return clock.Now - _lastHeard;
            }
        }
    }

    /// <summary>Tells it whom to probe, unless it knows.</summary>
    public void Tell(ProbePlan plan)
    {
        if (plan.Equals(Plan))
        {
            return;
        }

        Plan = plan;
        foreach (var peer in plan.Peers)
        {
            Expect((int)peer.Port);
        }

        Tell(new ServerMessage { Plan = plan });
    }

    /// <summary>Has it probe something now.</summary>
    public void Tell(ProbeOrder order)
    {
        Expect((int)order.Port);
        Tell(new ServerMessage { Order = order });
    }

    public void Take(Batch batch)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _lastHeard = clock.Now;
            _lastAgeMs = batch.AgeMs;
            _totals.Add(batch, _lastHeard);
            batches.Take(state, batch);
        }
    }

    public void Refuse(Fault fault)
    {
        lock (_gate)
        {
            state.Faults.Add(fault);
        }
    }

    // Its own connections there are no traffic.
    private void Expect(int port)
    {
        lock (_gate)
        {
            state.ProbedPorts.Add(port);
        }
    }

    /// <summary>Nothing came for a while: its edges are told, once per window.</summary>
    public void MarkSilent()
    {
        lock (_gate)
        {
            if (!_isOver && _markedWindow != clock.Index)
            {
                _markedWindow = clock.Index;
                coverage.MarkPartial(state, _markedWindow);
            }
        }
    }

    /// <summary>The stream ended: its edges are told, and its flows are let go.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            coverage.MarkPartial(state, clock.Index);
            foreach (var flow in state.Flows.All)
            {
                flows.Release(state, flow);
            }
        }
    }

    public NodeStatus Status()
    {
        lock (_gate)
        {
            return new()
            {
                Node = hello.Node,
                AgentId = hello.AgentId,
                Cluster = state.Node.Cluster,
                Zone = hello.Zone,
                Version = hello.AgentVersion,
                Connected = !_isOver,
                Since = _since,
                LastHeard = _lastHeard,
                LastAgeMs = _lastAgeMs,
                Capabilities = [.. hello.Capabilities.Select(one => new NodeCapability(one.Name, one.Available, one.Reason, one.Fix))],
                Losses = _totals.Losses with { RefusedRows = state.Faults.Rows },
                Cost = _totals.Cost,
                Spent = _totals.Spent,
            };
        }
    }
}
