using Grpc.Core;
using MeshLens.Ingest.Intake;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;
using Microsoft.Extensions.Logging;

namespace MeshLens.Ingest.Agents;

/// <summary>The stream of one agent: Hello, Welcome or Refusal, then batches and their acknowledgements.</summary>
/// <remarks>
/// A batch is taken in before the next one is read and that never waits for edges, so an agent is as fast as the network:
/// what edges are too slow for is shed here and counted.
/// </remarks>
internal sealed partial class AgentIngestService(
    NodeRegistry nodes, BatchPool pool, StreamsEnd streams, TimeProvider time, ILogger<AgentIngestService> logger)
{
    /// <summary>How long a stream may say nothing before its Hello.</summary>
    public static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(10);

    public async Task Report(
        IAsyncStreamReader<IncomingMessage> requests, IServerStreamWriter<ServerMessage> answers, ServerCallContext context)
    {
        if (await EnterAsync(requests, answers, context) is not { } stream)
        {
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, streams.Token);
        var reason = "its stream was closed";
        try
        {
            await answers.WriteAsync(new() { Welcome = new() { ProtocolVersion = ProtocolVersion.Current } }, ending.Token);
            await TakeAllAsync(stream, requests, answers, ending.Token);
        }
        catch (RpcException fault)
        {
            // A message beyond the limit, or bytes that are no message: gRPC has answered with this status already.
            reason = fault.Status.Detail;
            throw;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            reason = streams.Token.IsCancellationRequested ? "this server stops" : "its connection broke";
        }
        finally
        {
            nodes.Leave(stream, reason);
        }
    }

    private async Task<AgentStream?> EnterAsync(
        IAsyncStreamReader<IncomingMessage> requests, IServerStreamWriter<ServerMessage> answers, ServerCallContext context)
    {
        var (ended, first) = await FirstAsync(requests, context);
        if (ended)
        {
            return null;
        }

        var refusal = HelloCheck.Refuse(first);
        if (refusal is null && nodes.TryEnter(first!.Hello, out var stream, out refusal))
        {
            return stream;
        }

        Refused(context.Peer, refusal);
        await answers.WriteAsync(new() { Refusal = new() { Reason = refusal } }, context.CancellationToken);
        return null;
    }

    // Whoever opens a stream and says nothing must not hold it for ever, nor the server when it stops.
    private async Task<(bool Ended, AgentMessage? First)> FirstAsync(IAsyncStreamReader<IncomingMessage> requests, ServerCallContext context)
    {
        using var patience = new CancellationTokenSource(HelloPatience, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, streams.Token, patience.Token);
        try
        {
            return await requests.MoveNext(ending.Token) ? (false, requests.Current.Other) : (true, null);
        }
        catch (Exception silent) when (silent is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled } && !context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(streams.Token.IsCancellationRequested
                ? new(StatusCode.Unavailable, "This server stops.")
                : new(StatusCode.DeadlineExceeded, $"No Hello came within {HelloPatience.TotalSeconds} s: an agent begins with it."));
        }
    }

    private async Task TakeAllAsync(
        AgentStream stream, IAsyncStreamReader<IncomingMessage> requests, IServerStreamWriter<ServerMessage> answers, CancellationToken cancellation)
    {
        var answer = new ServerMessage { Acknowledgement = new() };
        while (stream.IsOpen && await requests.MoveNext(cancellation))
        {
            if (requests.Current.Batch is { } batch)
            {
                answer.Acknowledgement.Sequence = batch.Sequence;
                stream.Take(batch);
                pool.Return(batch);
                await answers.WriteAsync(answer, cancellation);
            }
            else
            {
                stream.Refuse(requests.Current.Other?.BodyCase == AgentMessage.BodyOneofCase.Hello ? Fault.SecondHello : Fault.EmptyMessage);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An agent at {Peer} was refused: {Reason}")]
    private partial void Refused(string peer, string? reason);
}
