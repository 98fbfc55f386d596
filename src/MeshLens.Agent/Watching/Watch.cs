using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Options;
using MeshLens.Agent.Streaming;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

/// <summary>
/// What happens in an interval, in its order: live sockets are walked, the generation flips, the ring is read for the flows that
/// appeared before the flip, and the ended generation becomes a batch.
/// </summary>
internal sealed class Watch : IDisposable
{
    // A batch of so many rows is some 250 KB; what is more goes into another.
    private const int RowsPerBatch = 8_000;
    private static readonly TimeSpan BetweenWalks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTidying = TimeSpan.FromSeconds(10);

    private readonly ConnectionPrograms _programs;
    private readonly BatchQueue _queue;
    private readonly TimeProvider _time;
    private readonly BatchBuilder _builder;
    private readonly FlowKeeper _flows;
    private readonly EventIntake _intake;
    private readonly KernelLosses _losses;
    private readonly FullTables _tables;
    private readonly GenerationDrain _drain;
    private readonly Surroundings _surroundings;
    private readonly Every _walk;
    private readonly Every _tidy;
    private long _begunAt;
    private long _readAt;

    public Watch(ConnectionPrograms programs, AgentOptions options, WatchParts parts, BatchQueue queue, FlowAnnouncements announcements, TimeProvider time, ILogger logger)
    {
        (_programs, _queue, _time) = (programs, queue, time);
        var table = new FlowTable(options.Capacity.Flows);
        _builder = new(table);
        _flows = new(programs.Maps["flows"], options.Capacity.Flows, table, parts.Describer, announcements, _builder);
        _intake = new(programs, options, _flows, table, time);
        _losses = new(programs.Maps["lost"]);
        _tables = new(options.Capacity, logger);
        _drain = new(programs);
        _surroundings = new(programs, options, parts, table, time, logger);
        (_walk, _tidy) = (new(BetweenWalks, time), new(BetweenTidying, time));
        Tempo = new(options.Interval, options.Capacity.RingBytes, KernelSetup.SamplesFor(options.Capacity.Flows));
        _begunAt = _readAt = time.GetTimestamp();
    }

    /// <summary>When to look again.</summary>
    public Tempo Tempo { get; }

    /// <summary>Reads the events that wait in the ring.</summary>
    public void Consume()
    {
        var now = _time.GetTimestamp();
        Tempo.RingRead(_intake.Consume(), _time.GetElapsedTime(_readAt, now));
        _readAt = now;
    }

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
    }

    public void Dispose()
    {
        _intake.Dispose();
        _surroundings.Dispose();
    }

    private void Collect(int generation, long endedAt, TimeSpan interval)
    {
        _builder.BeginInterval();
        var held = _drain.Drain(generation, _builder, endedAt, () => MakeRoom(endedAt, interval));
        if (_builder.OrphanRows > 0 || _tidy.IsDue())
        {
            _flows.Tidy(endedAt);
        }

        _builder.Losses.ShedConnections += (ulong)_intake.Exemplars.MoveTo(_builder.Batch, endedAt);
        _surroundings.AddTo(_builder.Batch, _builder.Losses);
        var withheld = _losses.AddTo(_builder.Losses);
        _tables.Count(_losses.UnwatchedConnections, _losses.UnwatchedFlows);
        Send(endedAt, interval);
        Tempo.IntervalEnded(held + _losses.UnplacedSamples, interval);
        _intake.Adapt(_builder.Established, withheld, interval);
    }

    private void MakeRoom(long endedAt, TimeSpan interval)
    {
        if (_builder.Rows >= RowsPerBatch)
        {
            Send(endedAt, interval);
        }
    }

    private void Send(long endedAt, TimeSpan interval) => _queue.Enqueue(_builder.Finish(endedAt, interval, _intake.Exemplars));
}
