using System.Threading.Channels;
using MeshLens.Core.Retrying;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Forwarding;

/// <summary>The way to one backend: what was accepted waits here, bounded in bytes, and is sent until the backend has it or refuses it for good.</summary>
/// <remarks>A sender that fails pauses, so a backend that is down sees as many attempts as there are senders.</remarks>
internal sealed class ForwardLane(
    IBackend backend, IItemFinish finish, IOptions<TracingOptions> options, TracingInstruments instruments, TimeProvider time, ILogger<ForwardLane> logger) : IDisposable
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(10);

    private readonly TracingOptions _options = options.Value;
    private readonly LaneReport _report = new(backend.Name, instruments, time, logger);
    private readonly Channel<ForwardItem> _waiting = Channel.CreateUnbounded<ForwardItem>();
    private readonly HeldItems _held = new(time);
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _end = new();
    private Task[] _senders = [];
    private Task _releasing = Task.CompletedTask;
    private long _room;

    /// <summary>As operators know the backend.</summary>
    public string Name => backend.Name;

    /// <summary>Bytes that wait or are on their way.</summary>
    public long Held => Volatile.Read(ref _room);

    /// <summary>Since when the backend takes nothing, and why; null while it does.</summary>
    public LaneTrouble? Trouble => _report.Trouble;

    /// <summary>How much of the room is in use, 0 to 1.</summary>
    public double Fill => (double)Held / _options.QueueBytes;

    /// <summary>Whether so much more may wait: what finds nothing else here may, whatever its size.</summary>
    public bool HasRoom(int bytes) => Held is var held && (held == 0 || held + bytes + ForwardItem.Overhead <= _options.QueueBytes);

    /// <summary>False when there is no room, or the end has come; then the item is the caller's still.</summary>
    public bool TryAdd(ForwardItem item)
    {
        // Once it is in the queue it is a sender's, who may change it.
        var room = item.Room;
        var held = Interlocked.Add(ref _room, room);
        instruments.Waits(room);
        if ((held <= _options.QueueBytes || held == room) && (item.NotBefore == 0 ? _waiting.Writer.TryWrite(item) : _held.TryAdd(item)))
        {
            return true;
        }

        Interlocked.Add(ref _room, -room);
        instruments.Waits(-room);
        return false;
    }

    public void Start()
    {
        _senders = [.. Enumerable.Range(0, _options.Senders).Select(_ => Task.Run(Send))];
        _releasing = Task.Run(() => _held.ReleaseAsync(Release, _closing.Token));
    }

    /// <summary>Takes nothing more and sends what waits, for as long as the options allow; the rest is lost, and counted.</summary>
    public async Task StopAsync()
    {
        _held.Close();
        await _closing.CancelAsync();
        await _releasing;
        _waiting.Writer.TryComplete();
        await Task.WhenAny(Task.WhenAll(_senders), Task.Delay(_options.DrainFor, time));
        await _end.CancelAsync();
        await Task.WhenAll(_senders);
        while (_waiting.Reader.TryRead(out var item))
        {
            Lose(item);
        }

        _report.End();
    }

    public void Dispose()
    {
        _closing.Dispose();
        _end.Dispose();
        (backend as IDisposable)?.Dispose();
    }

    private async Task Send()
    {
        var backoff = new Backoff(_options.RetryFirst, _options.RetryLongest, Random.Shared.NextDouble);
        try
        {
            await foreach (var item in _waiting.Reader.ReadAllAsync(_end.Token))
            {
                await SendAsync(item, backoff);
            }
        }
        catch (OperationCanceledException)
        {
            // The end: what is left is counted by whoever brought it about.
        }
    }

    // What fails goes behind what came since: what a backend never takes must not keep the rest from it.
    private async Task SendAsync(ForwardItem item, Backoff backoff)
    {
        try
        {
            do
            {
                var answer = await AskAsync(item);
                if (answer.Result != SendResult.Again)
                {
                    backoff.Reset();
                    Take(item, answer);
                    return;
                }

                await Pause(item, answer, backoff.Next());
            }
            while (!_waiting.Writer.TryWrite(item));
        }
        catch (OperationCanceledException)
        {
            Lose(item);
        }
    }

    // A sender that ended would leave the rest waiting for ever, so whatever an answer makes a library throw, it is tried again.
    private async Task<BackendAnswer> AskAsync(ForwardItem item)
    {
        try
        {
            return await backend.SendAsync(item, _end.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !(e is OperationCanceledException && _end.IsCancellationRequested))
        {
            _report.LogThrew(e, backend.Name);
            return BackendAnswer.Again(e.Message);
        }
    }

    private async Task Pause(ForwardItem item, BackendAnswer answer, TimeSpan pause)
    {
        _report.Again(item, answer.Message);
        var asked = answer.RetryAfter is { } after && after < LongestAsked ? after : answer.RetryAfter is null ? TimeSpan.Zero : LongestAsked;
        await Task.Delay(asked > pause ? asked : pause, time, _end.Token);
    }

    private void Take(ForwardItem item, BackendAnswer answer)
    {
        if (answer.Result == SendResult.Refused)
        {
            _report.Refused(item, answer.Message);
        }
        else
        {
            _report.Delivered(item, answer);
        }

        Free(item);
    }

    private void Release(ForwardItem item)
    {
        try
        {
            finish.Finish(item);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _report.LogUnfinished(e);
        }

        var grown = item.Grown();
        Interlocked.Add(ref _room, grown);
        instruments.Waits(grown);
        _waiting.Writer.TryWrite(item);
    }

    private void Lose(ForwardItem item)
    {
        _report.Lost(item);
        Free(item);
    }

    private void Free(ForwardItem item)
    {
        Interlocked.Add(ref _room, -item.Room);
        instruments.Waits(-item.Room);
        item.Payload.Return();
    }
}
