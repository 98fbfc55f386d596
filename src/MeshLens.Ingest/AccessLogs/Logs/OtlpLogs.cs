using MeshLens.Otlp;
using Microsoft.Extensions.Hosting;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Proxies' access logs over OTLP: into the same queue as Envoy's own service, counted and shed alike.</summary>
/// <remarks>
/// What finds no room in the queue is rejected for good. A sender that is told to try again keeps the records in its memory, which
/// is the application's, and sends more of them later.
/// </remarks>
internal sealed class OtlpLogs(AccessLogQueue queue, IHostApplicationLifetime? lifetime = null) : IOtlpReceiver
{
    private static readonly OtlpOutcome NoRequest = OtlpOutcome.Malformed("The bytes are no ExportLogsServiceRequest.");
    private static readonly OtlpOutcome Ending = OtlpOutcome.Busy("The server is about to end: send this again later.");

    public static OtlpSignal Signal => OtlpSignal.Logs;

    public OtlpOutcome Receive(OtlpPayload payload)
    {
        var records = LogsRequest.Count(payload.Bytes);
        if (records is null or 0 || lifetime?.ApplicationStopping.IsCancellationRequested == true)
        {
            payload.Return();
            return records is null ? NoRequest : records == 0 ? OtlpOutcome.Taken : Ending;
        }

        return queue.Offer(new(payload.Buffer, payload.Length, AccessLogFormat.OpenTelemetry) { Entries = records.Value })
            ? OtlpOutcome.Taken
            : OtlpOutcome.Partial(records.Value, "More access logs wait to be read than there is room for: these were dropped.");
    }
}
