using System.Buffers;
using MeshLens.Grains.Catalog;
using MeshLens.Otlp;
using MeshLens.Tracing.Forwarding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Incidents;

/// <summary>Sends a trace of every incident that ends while this server runs, once.</summary>
/// <remarks>Whose verdict changes is asked for its incidents: few edges, seldom. What was sent is remembered by its id, the last few thousand.</remarks>
internal sealed partial class IncidentSpans(
    IEdgeCatalog catalog, IIncidentSource source, Forwarder forwarder, IOptions<TracingOptions> options, TimeProvider time, ILogger<IncidentSpans> logger)
    : BackgroundService
{
    private const int Remembered = 4096;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly DateTimeOffset _began = time.GetUtcNow();

    /// <summary>Sends what ended on an edge since this server began.</summary>
    public async Task Send(string edge)
    {
        if (await source.HistoryOf(edge) is not { } history)
        {
            return;
        }

        foreach (var incident in history.Incidents.Where(incident => incident.Until >= _began))
        {
            var id = IncidentTrace.IdOf(edge, incident);
            if (_sent.Contains(id))
            {
                continue;
            }

            var phases = IncidentPhases.Of(incident, history.Windows);
            if (Add(IncidentTrace.Write(edge, incident, phases, options.Value.LinkTo), 1 + phases.Count))
            {
                Remember(id);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Incidents && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Follow(stoppingToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                // The catalog or an edge moves, or is not there yet: whatever it throws, the next change is looked at.
                LogUnread(failure);
            }

            await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Follow(CancellationToken cancellation)
    {
        await foreach (var changes in catalog.Watch(new EdgeQuery(), cancellation))
        {
            foreach (var change in changes.Changes.Where(static change => change.VerdictChanged))
            {
                await Send(change.Edge.Id);
            }
        }
    }

    private bool Add(byte[] request, int spans)
    {
        var payload = new OtlpPayload(ArrayPool<byte>.Shared.Rent(request.Length), request.Length);
        request.CopyTo(payload.Buffer, 0);
        return forwarder.Add(OtlpSignal.Traces, payload, spans).Result == OtlpResult.Taken;
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

    [LoggerMessage(LogLevel.Debug, "Incidents cannot be read now; the next change of a verdict is looked at again.")]
    private partial void LogUnread(Exception reason);
}
