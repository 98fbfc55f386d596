using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Core.Retrying;
using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.Sinks;

/// <summary>Keeps one sink up to date: tells it what it does not know, and again what it forgets, and waits longer and longer while it fails.</summary>
internal sealed partial class SinkRunner(
    IAlertSink sink, Func<AlertBook> book, DeliveryLedger ledger, Func<CancellationToken, Task> keep, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), LongestPause, Random.Shared.NextDouble);
    private readonly Lock _gate = new();
    private SinkStatus _status = new() { Name = sink.Name, Kind = sink.Kind, Address = sink.Address };

    public SinkStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status with { Waiting = ledger.News(sink, book()).Count };
            }
        }
    }

    public async Task Run(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            do
            {
                if (Status.NextTry is not { } next || time.GetUtcNow() >= next)
                {
                    await Round(stopping);
                }
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The server stops; what was not told is told when it is back.
        }
    }

    /// <summary>Tells what is due; true when all of it arrived or will never be wanted.</summary>
    public async Task<bool> Round(CancellationToken cancellation)
    {
        foreach (var batch in ledger.Due(sink, book(), time.GetUtcNow()).Chunk(sink.Batch))
        {
            if (!await Tell(batch, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> Tell(Alert[] batch, CancellationToken cancellation)
    {
        try
        {
            await sink.Tell(batch, cancellation);
            await Arrived(batch, cancellation);
            return true;
        }
        catch (SinkException refused) when (refused.ForGood && batch.Length > 1)
        {
            // One of them is not wanted; the others must not suffer for it.
            foreach (var alert in batch)
            {
                if (!await Tell([alert], cancellation))
                {
                    return false;
                }
            }

            return true;
        }
        catch (SinkException refused) when (refused.ForGood)
        {
            await Refused(batch[0], refused.Message, cancellation);
            return true;
        }
        catch (SinkException failure)
        {
            Failed(failure.Message);
            return false;
        }
    }

    private async Task Arrived(Alert[] batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var isNews = ledger.News(sink, book()).Exists(news => Array.Exists(batch, alert => alert.Id == news.Id));
        ledger.Note(sink, batch, now);
        _backoff.Reset();
        var before = Change(status => status with
        {
            Health = SinkHealth.Working,
            LastSuccess = now,
            FailingSince = null,
            NextTry = null,
            Reason = null,
            Sent = status.Sent + batch.Length,
        });
        if (before.Health == SinkHealth.Failing)
        {
            LogRecovered(sink.Name, sink.Address);
        }

        if (isNews)
        {
            await keep(cancellation);
        }
    }

    private async Task Refused(Alert alert, string reason, CancellationToken cancellation)
    {
        ledger.Note(sink, [alert], time.GetUtcNow());
        Change(status => status with { Health = SinkHealth.Working, Refused = status.Refused + 1, Refusal = reason });
        LogRefused(sink.Name, alert.Id, reason);
        await keep(cancellation);
    }

    private void Failed(string reason)
    {
        var now = time.GetUtcNow();
        var before = Change(status => status with
        {
            Health = SinkHealth.Failing,
            FailingSince = status.FailingSince ?? now,
            NextTry = now + _backoff.Next(),
            Reason = reason,
            Failures = status.Failures + 1,
        });
        if (before.Health != SinkHealth.Failing)
        {
            LogFailing(sink.Name, sink.Address, reason);
        }
    }

    private SinkStatus Change(Func<SinkStatus, SinkStatus> change)
    {
        lock (_gate)
        {
            var before = _status;
            _status = change(before);
            return before;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The alert sink {Sink} ({Address}) cannot be told: {Reason}. It is tried again, at least once a minute.")]
    private partial void LogFailing(string sink, string address, string reason);

    [LoggerMessage(LogLevel.Information, "The alert sink {Sink} ({Address}) is told again.")]
    private partial void LogRecovered(string sink, string address);

    [LoggerMessage(LogLevel.Warning, "The alert sink {Sink} does not want alert {Alert}: {Reason}. It is not told again.")]
    private partial void LogRefused(string sink, string alert, string reason);
}
