using Grpc.Core;
using MeshLens.Agent.Options;
using MeshLens.Core.Retrying;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Streaming;

/// <summary>Keeps a stream to the server for as long as there are batches, whatever the server does.</summary>
internal sealed class ReportClient(
    AgentOptions options, ServerChannel channel, BatchQueue queue, FlowAnnouncements announcements, TimeProvider time, ILogger logger,
    Action<ServerMessage>? hear = null)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenRepetitions = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(FirstWait, LongestWait, Random.Shared.NextDouble);
    private string? _toldTrouble;
    private long _toldAt;

    /// <summary>Returns when the completed queue was delivered; cancellation gives up at once.</summary>
    public async Task RunAsync(Hello hello, CancellationToken cancellation)
    {
        while (!await TryReportAsync(hello, cancellation))
        {
            announcements.Restart();
            await Task.Delay(_backoff.Next(), time, cancellation);
        }
    }

    private async Task<bool> TryReportAsync(Hello hello, CancellationToken cancellation)
    {
        try
        {
            using var session = new ReportSession(queue, announcements, time, hear);
            using var call = channel.Report(cancellation);
            await session.OpenAsync(call, hello, cancellation);
            ReportLog.Connected(logger, options.Server);
            _backoff.Reset();
            _toldTrouble = null;
            var delivered = await session.PumpAsync(call, cancellation);
            if (!delivered)
            {
                ReportLog.Ended(logger, options.Server);
            }

            return delivered;
        }
        catch (RefusedException refusal)
        {
            ReportLog.Refused(logger, options.Server, refusal.Message);
        }
        catch (RpcException broken) when (!cancellation.IsCancellationRequested)
        {
            TellTrouble(ReportTrouble.Explain(broken, options));
        }
        catch (TimeoutException)
        {
            TellTrouble("it does not answer: is this the address of a MeshLens server's agent port?");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            TellTrouble(fault.Message);
        }

        return false;
    }

    // The same trouble at every attempt is told once a minute.
    private void TellTrouble(string trouble)
    {
        if (trouble != _toldTrouble || time.GetElapsedTime(_toldAt) >= BetweenRepetitions)
        {
            ReportLog.Broken(logger, options.Server, trouble[^1] is '.' or '?' ? trouble : trouble + ".");
            (_toldTrouble, _toldAt) = (trouble, time.GetTimestamp());
        }
    }
}
