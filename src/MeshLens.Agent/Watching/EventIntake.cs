using LibBpfSharp;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Options;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Watching;

/// <summary>The ring of events: what single connections told, and how much more of that the kernel should tell.</summary>
internal sealed class EventIntake : IDisposable
{
    private const int TurnEventsPerSecond = 200;

    private readonly ConnectionPrograms _programs;
    private readonly ExemplarBook _exemplars;
    private readonly EventPace _pace;
    private readonly EventReader _events;
    private readonly RingBuffer _ring;

    public EventIntake(ConnectionPrograms programs, AgentOptions options, FlowKeeper flows, FlowTable table, TimeProvider time)
    {
        _programs = programs;
        _exemplars = new(options.Capacity, options.Interval, options.Watch.MinimumLatency);
        _pace = new(options.Capacity.JoinsPerSecond, options.Watch.MinimumLatency);
        _events = new(flows, table, _exemplars, _pace, time);
        _ring = new(programs.Maps["events"], _events.Read);
        ApplyPace();
    }

    /// <summary>The connections that wait for the next batch.</summary>
    public ExemplarBook Exemplars => _exemplars;

    /// <summary>Reads the events that wait in the ring.</summary>
    /// <returns>How many bytes they took.</returns>
    public long Consume()
    {
        var before = _events.Bytes;
        _ring.Consume();
        return _events.Bytes - before;
    }

    /// <summary>Sets the pace for the next interval by what happened in this one.</summary>
    /// <param name="established">Connection ends established, also those not told.</param>
    /// <param name="withheld">Turn events above the rate limit.</param>
    /// <param name="interval">How long the interval was.</param>
    public void Adapt(ulong established, long withheld, TimeSpan interval)
    {
        _pace.Adapt(established / interval.TotalSeconds, _events.Turns, withheld, (int)(TurnEventsPerSecond * interval.TotalSeconds));
        _events.BeginInterval();
        ApplyPace();
    }

    public void Dispose() => _ring.Dispose();

    private void ApplyPace() => _programs.Settings = _programs.Settings with
    {
        SlowTurnsPerSecond = TurnEventsPerSecond,
        SlowTurnNs = _pace.SlowTurnNs,
        SlowHandshakeNs = _pace.SlowHandshakeNs,
        EventSampleMask = _pace.JoinMask,
    };
}
