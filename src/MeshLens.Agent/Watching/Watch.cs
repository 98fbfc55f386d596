using LibBpfSharp;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Cost;
using MeshLens.Agent.Dns;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Options;
using MeshLens.Agent.Streaming;

namespace MeshLens.Agent.Watching;

/// <summary>
/// What happens in an interval, in its order: live sockets are walked, the generation flips, the ring is read for the flows that
/// appeared before the flip, and the ended generation becomes a batch.
/// </summary>
internal sealed class Watch : IDisposable
{
    private const int RowsPerBatch = 20_000;
    private const int TurnEventsPerSecond = 200;
    private static readonly TimeSpan BetweenWalks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTidying = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenListeners = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenAllListeners = TimeSpan.FromSeconds(10);

    private readonly ConnectionPrograms _programs;
    private readonly AgentOptions _options;
    private readonly BatchQueue _queue;
    private readonly TimeProvider _time;
    private readonly BatchBuilder _builder;
    private readonly ExemplarBook _exemplars;
    private readonly EventPace _pace;
    private readonly FlowKeeper _flows;
    private readonly EventReader _events;
    private readonly RingBuffer _ring;
    private readonly KernelLosses _losses;
    private readonly GenerationDrain _drain;
    private readonly HostReader _host;
    private readonly NameServerReader? _nameServers;
    private readonly SelfCost _cost;
    private readonly BpfClock _clock;
    private readonly Every _walk;
    private readonly Every _tidy;
    private readonly Every _listeners;
    private readonly Every _allListeners;
    private long _begunAt;
    private long _withheld;

    public Watch(ConnectionPrograms programs, AgentOptions options, WatchParts parts, BatchQueue queue, FlowAnnouncements announcements, TimeProvider time)
    {
        (_programs, _options, _queue, _time) = (programs, options, queue, time);
        var table = new FlowTable(options.Capacity.Flows);
        _builder = new(table);
        _exemplars = new(options.Capacity, options.Interval);
        _pace = new(options.Capacity.JoinsPerSecond, options.Watch.MinimumLatency);
        _flows = new(programs.Maps["flows"], options.Capacity.Flows, table, parts.Describer, announcements, _builder);
        _events = new(_flows, table, _exemplars, _pace, time);
        _ring = new(programs.Maps["events"], _events.Read);
        _losses = new(programs.Maps["lost"]);
        _drain = new(programs);
        _host = new(parts.Files, parts.Namespaces, parts.Processes, table, time);
        _nameServers = parts.NameServers is { } watch ? new(watch, parts.Describer) : null;
        _clock = new([.. programs.Loaded, .. parts.NameServers?.Programs ?? []], options.BpfTiming, parts.MayTimeBpf);
        _cost = new(() => programs.MapBytes() + (parts.NameServers?.MapBytes() ?? 0), _clock, parts.Files);
        (_walk, _tidy) = (new(BetweenWalks, time), new(BetweenTidying, time));
        (_listeners, _allListeners) = (new(BetweenListeners, time), new(BetweenAllListeners, time));
        _begunAt = time.GetTimestamp();
        ApplyPace();
    }

    /// <summary>Reads the events that wait in the ring.</summary>
    public void Consume() => _ring.Consume();

    /// <summary>Ends the interval and sends what it held.</summary>
    public void EndInterval()
    {
        if (_walk.IsDue())
        {
            _programs.TryWalk("walk");
        }

        var generation = _drain.Flip();
        var endedAt = _time.GetTimestamp();
        var interval = _time.GetElapsedTime(_begunAt, endedAt);
        _begunAt = endedAt;
        Consume();
        Collect(generation, endedAt, interval);
        Finish(endedAt, interval);
        Adapt(interval);
    }

    public void Dispose()
    {
        _ring.Dispose();
        _clock.Dispose();
    }

    private void Collect(int generation, long endedAt, TimeSpan interval)
    {
        _builder.BeginInterval();
        _drain.Drain(generation, _builder, endedAt, () => MakeRoom(endedAt, interval));
        if (_builder.OrphanRows > 0 || _tidy.IsDue())
        {
            _flows.Tidy(endedAt);
        }

        _builder.Losses.ShedConnections += (ulong)_exemplars.MoveTo(_builder.Batch, endedAt);
        _host.AddPressures(_builder.Batch);
        if (_listeners.IsDue())
        {
            _host.AddListeners(_builder.Batch, all: _allListeners.IsDue());
        }

        _nameServers?.AddTo(_builder.Batch, _builder.Losses);
        _withheld = _losses.AddTo(_builder.Losses);
        _clock.Tick();
        _builder.Batch.Cost = _cost.Measure();
    }

    private void Adapt(TimeSpan interval)
    {
        _pace.Adapt(_builder.Established / interval.TotalSeconds, _events.Turns, _withheld, (int)(TurnEventsPerSecond * interval.TotalSeconds));
        _events.BeginInterval();
        ApplyPace();
    }

    private void MakeRoom(long endedAt, TimeSpan interval)
    {
        if (_builder.Rows >= RowsPerBatch)
        {
            Finish(endedAt, interval);
        }
    }

    private void Finish(long endedAt, TimeSpan interval) => _queue.Enqueue(_builder.Finish(endedAt, interval, _exemplars));

    private void ApplyPace() => _programs.Settings = _programs.Settings with
    {
        SlowTurnsPerSecond = TurnEventsPerSecond,
        SlowTurnNs = _pace.SlowTurnNs,
        SlowHandshakeNs = _pace.SlowHandshakeNs,
        EventSampleMask = _pace.JoinMask,
    };
}
