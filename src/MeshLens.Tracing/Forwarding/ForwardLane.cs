using System.Threading.Channels;
using MeshLens.Core.Retrying;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Forwarding;

/// <summary>The way to one backend: what was accepted waits here, bounded in bytes, and is sent until the backend has it or refuses it for good.</summary>
/// <remarks>Each sender takes the oldest and keeps at it, so a backend that is down holds up what came first and sees as many attempts as there are senders.</remarks>
internal sealed partial class ForwardLane(
    IBackend backend, IItemFinish finish, IOptions<TracingOptions> options, TracingInstruments instruments, TimeProvider time, ILogger<ForwardLane> logger) : IDisposable
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(10);

    private readonly TracingOptions _options = options.Value;
    private readonly Channel<ForwardItem> _waiting = Channel.CreateUnbounded<ForwardItem>();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _end = new();
    private Task[] _senders = [];
    private long _held;
    private int _isFailing;

    /// <summary>Bytes in buffers that wait or are on their way.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Whether so much more may wait: what finds nothing else here may, whatever its size.</summary>
    public bool HasRoom(int bytes) => Held is var held && (held == 0 || held + bytes <= _options.QueueBytes);

    /// <summary>False when there is no room, or the end has come; then the item is the caller's still.</summary>
    public bool TryAdd(ForwardItem item)
    {
        // Once it is in the queue it is a sender's, who may change it.
        var room = item.Room;
        var held = Interlocked.Add(ref _held, room);
        if ((held <= _options.QueueBytes || held == room) && _waiting.Writer.TryWrite(item))
        {
            instruments.Waits(room);
            return true;
        }

        Interlocked.Add(ref _held, -room);
        return false;
    }

    public void Start() => _senders = [.. Enumerable.Range(0, _options.Senders).Select(_ => Task.Run(Send))];

    /// <summary>Takes nothing more and sends what waits, for as long as the options allow; the rest is lost, and counted.</summary>
    public async Task StopAsync()
    {
        _waiting.Writer.TryComplete();
        await _closing.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_senders), Task.Delay(_options.DrainFor, time));
        await _end.CancelAsync();
        await Task.WhenAll(_senders);
        var (requests, spans) = (0, 0L);
        while (_waiting.Reader.TryRead(out var item))
        {
            (requests, spans) = (requests + 1, spans + item.Items);
            End(item, TracingCount.Lost);
        }

        if (requests > 0)
        {
            LogLost(backend.Name, requests, spans);
        }
    }

    public void Dispose()
    {
        _closing.Dispose();
        _end.Dispose();
    }

    private async Task Send()
    {
        try
        {
            await foreach (var item in _waiting.Reader.ReadAllAsync(_end.Token))
            {
                await SendAsync(item);
            }
        }
        catch (OperationCanceledException)
        {
            // The end: what is left is counted by whoever brought it about.
        }
    }

    private async Task SendAsync(ForwardItem item)
    {
        try
        {
            await Ready(item);
            var backoff = new Backoff(_options.RetryFirst, _options.RetryLongest, Random.Shared.NextDouble);
            while (true)
            {
                var answer = await backend.SendAsync(item, _end.Token);
                if (answer.Result != SendResult.Again)
                {
                    Take(item, answer);
                    return;
                }

                await Pause(item, answer, backoff.Next());
            }
        }
        catch (OperationCanceledException)
        {
            End(item, TracingCount.Lost);
        }
    }

    private async Task Ready(ForwardItem item)
    {
        var wait = item.NotBefore == 0 ? TimeSpan.Zero : time.GetElapsedTime(time.GetTimestamp(), item.NotBefore);
        if (wait > TimeSpan.Zero)
        {
            // What is held is let go when the server stops.
            await Task.Delay(wait, time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        finish.Finish(item);
        var grown = item.Payload.Buffer.Length - item.Room;
        item.Room += grown;
        Interlocked.Add(ref _held, grown);
        instruments.Waits(grown);
    }

    private async Task Pause(ForwardItem item, BackendAnswer answer, TimeSpan pause)
    {
        instruments.Request(item.Signal, TracingCount.Again);
        if (Interlocked.Exchange(ref _isFailing, 1) == 0)
        {
            LogAgain(backend.Name, answer.Message);
        }

        var asked = answer.RetryAfter is { } after && after < LongestAsked ? after : answer.RetryAfter is null ? TimeSpan.Zero : LongestAsked;
        await Task.Delay(asked > pause ? asked : pause, time, _end.Token);
    }

    private void Take(ForwardItem item, BackendAnswer answer)
    {
        if (answer.Result == SendResult.Refused)
        {
            LogRefused(backend.Name, item.Signal.Name, item.Items, answer.Message);
            End(item, TracingCount.Refused);
            return;
        }

        if (Interlocked.Exchange(ref _isFailing, 0) == 1)
        {
            LogBack(backend.Name);
        }

        var rejected = Math.Min(answer.Rejected, item.Items);
        instruments.Span(item.Signal, TracingCount.Rejected, rejected);
        if (answer.Rejected > 0)
        {
            instruments.Request(item.Signal, TracingCount.Rejected);
            LogRejected(backend.Name, answer.Rejected, item.Signal.Name, answer.Message);
        }

        End(item, TracingCount.Delivered, item.Items - rejected);
    }

    private void End(ForwardItem item, TracingCount how, long? items = null)
    {
        instruments.Request(item.Signal, how);
        instruments.Span(item.Signal, how, items ?? item.Items);
        instruments.Waits(-item.Room);
        Interlocked.Add(ref _held, -item.Room);
        item.Payload.Return();
    }

    [LoggerMessage(LogLevel.Warning, "{Backend} does not take telemetry now, and it waits here: {Reason}")]
    private partial void LogAgain(string backend, string reason);

    [LoggerMessage(LogLevel.Information, "{Backend} takes telemetry again.")]
    private partial void LogBack(string backend);

    [LoggerMessage(LogLevel.Warning, "{Backend} refused a request of {Signal} with {Spans} spans for good: {Reason}")]
    private partial void LogRefused(string backend, string signal, int spans, string reason);

    [LoggerMessage(LogLevel.Warning, "{Backend} rejected {Rejected} items of a request of {Signal}: {Reason}")]
    private partial void LogRejected(string backend, long rejected, string signal, string reason);

    [LoggerMessage(LogLevel.Error, "{Backend} did not take {Requests} requests with {Spans} spans before this server ended: they are lost.")]
    private partial void LogLost(string backend, int requests, long spans);
}
