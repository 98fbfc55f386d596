using System.Threading.Channels;
using MeshLens.Ingest.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Edges;

/// <summary>Hands what edges gathered to their grains: one call per edge and interval, so many at once and no more.</summary>
/// <remarks>
/// An edge is in the queue at most once, so the queue is as long as there are edges. An edge whose grain does not answer
/// keeps one of the senders busy and nothing else; what it gathers meanwhile goes with its next delta. A delta that fails
/// is not sent again, since nobody knows whether it arrived: counting a sample twice would be worse than saying that some
/// are missing.
/// </remarks>
internal sealed partial class EdgeFlusher(
    EdgeTable edges, IEdgeSink sink, IngestInstruments instruments, IOptions<IngestOptions> options, TimeProvider time,
    ILogger<EdgeFlusher> logger) : BackgroundService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private readonly Channel<EdgeSlot> _due = Channel.CreateUnbounded<EdgeSlot>();
    private long _failures;

    /// <summary>Sends everything gathered so far and waits until it was taken or lost.</summary>
    public async Task FlushAsync()
    {
        var sends = new List<Task>();
        for (var left = edges.Gathered; left > 0 && edges.TryDequeue(out var edge); left--)
        {
            sends.Add(SendAsync(edge));
        }

        await Task.WhenAll(sends);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var senders = Enumerable.Range(0, options.Value.FlushConcurrency).Select(_ => Task.Run(SendDueAsync, CancellationToken.None)).ToArray();
        try
        {
            await TickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was gathered is still handed over below.
        }

        MoveGathered();
        _due.Writer.Complete();
        await Task.WhenAll(senders);
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        var swept = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stopping))
        {
            MoveGathered();
            if (time.GetElapsedTime(swept) >= SweepInterval)
            {
                edges.Sweep();
                swept = time.GetTimestamp();
            }
        }
    }

    private void MoveGathered()
    {
        for (var left = edges.Gathered; left > 0 && edges.TryDequeue(out var edge); left--)
        {
            _due.Writer.TryWrite(edge);
        }
    }

    private async Task SendDueAsync()
    {
        await foreach (var edge in _due.Reader.ReadAllAsync())
        {
            await SendAsync(edge);
        }
    }

    private async Task SendAsync(EdgeSlot edge)
    {
        var lost = 0;
        var rows = 0;
        try
        {
            if (edge.Take(out rows) is { } delta)
            {
                await sink.Send(edge, delta);
                instruments.Delivered(rows);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever a grain throws is that edge's trouble; the others must go on.
            lost = rows;
            instruments.Shed(ShedReason.EdgeFailed, rows);
            if (Interlocked.Increment(ref _failures) is var failures && long.IsPow2(failures))
            {
                DeltaLost(edge.Key.ToString(), rows, failures, fault.Message);
            }
        }
        finally
        {
            edge.Done(lost);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Edge {Edge} did not take {Rows} rows, which are lost; {Failures} deltas were lost so far: {Reason}")]
    private partial void DeltaLost(string edge, int rows, long failures, string reason);
}
