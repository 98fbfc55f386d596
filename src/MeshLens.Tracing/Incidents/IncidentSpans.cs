using System.Buffers;
using MeshLens.Grains.Catalog;
using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Incidents;

/// <summary>Sends a trace of every incident that ends while this server runs, once.</summary>
/// <remarks>
/// Whose verdict changes is asked for its incidents: few edges, seldom. Where that fails, or there is no room for a trace, the edge is
/// looked at again. What was sent is remembered by its id, the last few thousand.
/// </remarks>
internal sealed partial class IncidentSpans(
    IEdgeCatalog catalog, IIncidentSource source, Forwarder forwarder, IOptions<TracingOptions> options, TimeProvider time, ILogger<IncidentSpans> logger)
    : BackgroundService
{
    private const int Remembered = 4096;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly EdgesToLookAt _waiting = new();
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private bool _isShedding;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Incidents ? Task.WhenAll(FollowAll(stoppingToken), LookAtAll(stoppingToken)) : Task.CompletedTask;

    private async Task FollowAll(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Follow(stopping);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stopping.IsCancellationRequested)
            {
                // The catalog moves, or is not there yet: whatever it throws, the next change is looked at.
                LogUnread(failure);
            }

            await Task.Delay(Again, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Follow(CancellationToken cancellation)
    {
        await foreach (var changes in catalog.Watch(new EdgeQuery(), cancellation))
        {
            foreach (var change in changes.Changes.Where(static change => change.VerdictChanged))
            {
                Wait(change.Edge.Id);
            }
        }
    }

    private async Task LookAtAll(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            _isShedding = false;
            foreach (var edge in _waiting.Take())
            {
                if (stopping.IsCancellationRequested)
                {
                    return;
                }

                if (!await LookAt(edge))
                {
                    Wait(edge);
                }
            }

            await Task.Delay(Again, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> LookAt(string edge)
    {
        try
        {
            return await Send(edge);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The edge moves from server to server, or cannot be read now.
            LogUnread(failure);
            return false;
        }
    }

    // What ended on an edge since this server began; false when there was no room for all of it.
    private async Task<bool> Send(string edge)
    {
        var history = await source.HistoryOf(edge);
        var isSent = true;
        foreach (var incident in history?.Incidents.Where(incident => incident.Until >= _began) ?? [])
        {
            var id = IncidentTrace.IdOf(edge, incident);
            if (_sent.Contains(id))
            {
                continue;
            }

            var phases = IncidentPhases.Of(incident, history!.Windows);
            if (Add(IncidentTrace.Write(edge, incident, phases, options.Value.LinkTo), 1 + phases.Count))
            {
                Remember(id);
            }
            else
            {
                isSent = false;
            }
        }

        return isSent;
    }

    private void Wait(string edge)
    {
        if (!_waiting.Add(edge) && !_isShedding)
        {
            _isShedding = true;
            LogShed(edge, EdgesToLookAt.Most);
        }
    }

    private bool Add(byte[] request, int spans)
    {
        var payload = new OtlpPayload(ArrayPool<byte>.Shared.Rent(request.Length), request.Length);
        request.CopyTo(payload.Buffer, 0);
        var isTaken = forwarder.TryAdd(OtlpSignal.Traces, payload, spans);
        if (!isTaken)
        {
            payload.Return();
        }

        return isTaken;
    }

    private void Remember(string id)
    {
        _sent.Add(id);
        _order.Enqueue(id);
        if (_order.Count > Remembered)
        {
            _sent.Remove(_order.Dequeue());
        }
    }

    [LoggerMessage(LogLevel.Debug, "Incidents cannot be read now; it is tried again every second.")]
    private partial void LogUnread(Exception reason);

    [LoggerMessage(LogLevel.Warning, "Incidents of {Edge}, and perhaps of more edges, are not sent as traces until their verdicts change again: {Most} edges wait to be looked at, and there is no room for more.")]
    private partial void LogShed(string edge, int most);
}
