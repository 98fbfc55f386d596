using Microsoft.Extensions.Logging;

namespace MeshLens.Tracing.Forwarding;

/// <summary>Counts what became of the requests to one backend, and says it where it begins: a backend that is ill must not flood the log.</summary>
internal sealed partial class LaneReport(string backend, TracingInstruments instruments, TimeProvider time, ILogger logger)
{
    private LaneTrouble? _trouble;
    private int _isRefusing;
    private int _isRejecting;
    private int _lostRequests;
    private long _lostSpans;

    /// <summary>Since when the backend takes nothing, and why; null while it does.</summary>
    public LaneTrouble? Trouble => Volatile.Read(ref _trouble);

    /// <summary>An attempt failed, and another one follows.</summary>
    public void Again(ForwardItem item, string reason)
    {
        instruments.Request(item.Signal, TracingCount.Again);
        if (Interlocked.CompareExchange(ref _trouble, new(time.GetUtcNow(), reason), null) is { } known)
        {
            known.Reason = reason;
        }
        else
        {
            LogAgain(backend, reason);
        }
    }

    /// <summary>The backend refused it for good.</summary>
    public void Refused(ForwardItem item, string reason)
    {
        Count(item, TracingCount.Refused, item.Items);
        if (Interlocked.Exchange(ref _isRefusing, 1) == 0)
        {
            LogRefused(backend, item.Signal.Name, item.Items, reason);
        }
    }

    /// <summary>The backend has it, perhaps not all of it.</summary>
    public void Delivered(ForwardItem item, in BackendAnswer answer)
    {
        var rejected = Math.Min(answer.Rejected, item.Items);
        instruments.Span(item.Signal, TracingCount.Rejected, rejected);
        if (answer.Rejected > 0)
        {
            instruments.Request(item.Signal, TracingCount.Rejected);
        }

        Count(item, TracingCount.Delivered, item.Items - rejected);
        Say(item, answer);
    }

    /// <summary>The server ends, and it still waited.</summary>
    public void Lost(ForwardItem item)
    {
        Interlocked.Increment(ref _lostRequests);
        Interlocked.Add(ref _lostSpans, item.Items);
        Count(item, TracingCount.Lost, item.Items);
    }

    /// <summary>The last word, once: what was lost.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _lostRequests, 0) is var requests and > 0)
        {
            LogLost(backend, requests, _lostSpans);
        }
    }

    [LoggerMessage(LogLevel.Error, "What {Backend} answered could not be handled, and what was sent to it waits here.")]
    public partial void LogThrew(Exception fault, string backend);

    [LoggerMessage(LogLevel.Error, "Spans that were held could not be annotated, and go on as they came.")]
    public partial void LogUnfinished(Exception fault);

    private void Count(ForwardItem item, TracingCount what, long spans)
    {
        instruments.Request(item.Signal, what);
        instruments.Span(item.Signal, what, spans);
    }

    private void Say(ForwardItem item, in BackendAnswer answer)
    {
        Volatile.Write(ref _isRefusing, 0);
        if (Interlocked.Exchange(ref _trouble, null) is not null)
        {
            LogBack(backend);
        }

        // A message without rejected items is a warning, by the specification.
        if (answer is { Rejected: 0, Message: "" })
        {
            Volatile.Write(ref _isRejecting, 0);
        }
        else if (Interlocked.Exchange(ref _isRejecting, 1) == 0)
        {
            LogRejected(backend, answer.Rejected, item.Signal.Name, answer.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Backend} does not take telemetry now, and it waits here: {Reason}")]
    private partial void LogAgain(string backend, string reason);

    [LoggerMessage(LogLevel.Information, "{Backend} takes telemetry again.")]
    private partial void LogBack(string backend);

    [LoggerMessage(LogLevel.Warning, "{Backend} refused a request of {Signal} with {Spans} spans for good: {Reason} (more are counted, and told of again once it takes something)")]
    private partial void LogRefused(string backend, string signal, int spans, string reason);

    [LoggerMessage(LogLevel.Warning, "{Backend} rejected {Rejected} items of a request of {Signal}: {Reason} (more are counted, and told of again once it takes all of one)")]
    private partial void LogRejected(string backend, long rejected, string signal, string reason);

    [LoggerMessage(LogLevel.Error, "{Backend} did not take {Requests} requests with {Spans} spans before this server ended: they are lost.")]
    private partial void LogLost(string backend, int requests, long spans);
}
