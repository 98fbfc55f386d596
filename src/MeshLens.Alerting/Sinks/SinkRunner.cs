using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Core.Retrying;
using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.Sinks;

/// <summary>Keeps one sink up to date: tells it what it does not know, and again what it forgets, and waits longer and longer while it fails.</summary>
internal sealed partial class SinkRunner(
    IAlertSink sink, Func<AlertBook> book, DeliveryLedger ledger, Func<bool> isOurs, Func<CancellationToken, Task> keep, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // All that is known is written each time: not after each of many.
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), LongestPause, Random.Shared.NextDouble);
    private readonly SinkChecks _checks = new(sink, time);
    private readonly Lock _gate = new();
    private bool _isNews;
    private long _keptAt = time.GetTimestamp();
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
                if (isOurs() && Status is var status && (status.NextTry is not { } next || time.GetUtcNow() >= next || (_checks.HasFailed && status.Waiting > 0)))
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
        try
        {
            var due = ledger.Due(sink, book(), time.GetUtcNow());
            if (due.Count == 0 && isOurs() && _checks.IsDue(Status.Health == SinkHealth.Failing))
            {
                return await Tell([], cancellation);
            }

            foreach (var batch in due.Chunk(sink.Batch))
            {
                if (!isOurs() || !await Tell(batch, cancellation))
                {
                    return false;
                }

                if (time.GetElapsedTime(_keptAt) >= KeepEvery)
                {
                    await KeepNews(cancellation);
                }
            }

            return true;
        }
        finally
        {
            await KeepNews(CancellationToken.None);
        }
    }

    private async Task KeepNews(CancellationToken cancellation)
    {
        if (_isNews)
        {
            (_isNews, _keptAt) = (false, time.GetTimestamp());
            await keep(cancellation);
        }
    }

    private async Task<bool> Tell(Alert[] batch, CancellationToken cancellation)
    {
        _checks.Tries();
        try
        {
            await sink.Tell(batch, cancellation);
            Arrived(batch);
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
        catch (SinkException refused) when (refused.ForGood && batch.Length == 1)
        {
            Refused(batch[0], refused.Message);
            return true;
        }
        catch (SinkException failure)
        {
            Failed(batch, failure.Message);
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Nobody thought of it; without this the sink would never be told of anything again.
            LogUnexpected(failure, sink.Name);
            Failed(batch, $"{failure.GetType().Name}: {failure.Message}");
            return false;
        }
    }

    private void Arrived(Alert[] batch)
    {
        var now = time.GetUtcNow();
        _isNews |= ledger.News(sink, book()).Exists(news => Array.Exists(batch, alert => alert.Id == news.Id));
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
    }

    private void Refused(Alert alert, string reason)
    {
        ledger.Note(sink, [alert], time.GetUtcNow());
        Change(status => status with { Health = SinkHealth.Working, Refused = status.Refused + 1, Refusal = reason });
        LogRefused(sink.Name, alert.Id, reason);
        _isNews = true;
    }

    private void Failed(Alert[] batch, string reason)
    {
        if (_checks.Failed(batch.Length))
        {
            _backoff.Reset();
        }

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
}
