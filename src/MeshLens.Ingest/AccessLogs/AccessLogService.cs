using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Envoy's <c>AccessLogService</c>: proxies stream what ended, and get no answer while they do.</summary>
/// <remarks>
/// A proxy whose stream is not read keeps what it cannot send in its own memory, so this reads for ever and as fast as it comes;
/// what is too much is shed here and counted, entry by entry.
/// </remarks>
internal sealed class AccessLogService(AccessLogQueue queue, AccessLogInstruments instruments, IHostApplicationLifetime lifetime)
{
    public async Task<AccessLogAnswer> StreamAccessLogs(IAsyncStreamReader<AccessLogMessage> messages, ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var sender = AccessLogSender.Anonymous;
        instruments.StreamOpened();
        try
        {
            while (await messages.MoveNext(ending.Token))
            {
                var message = messages.Current;
                message.Sender = sender = message.Glance() ?? sender;
                queue.Offer(message);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // The proxy went, or this server stops: what came is kept.
        }
        finally
        {
            instruments.StreamClosed();
        }

        return AccessLogAnswer.Empty;
    }
}
