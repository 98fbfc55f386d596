using System.Net;
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
            await TalkAsync(stream, requests, answers, ending.Token);
        }
        catch (RpcException fault)
        {
            // A message beyond the limit, or bytes that are no message: gRPC has answered with this status already.
            reason = fault.Status.Detail;
            throw;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException || (fault is InvalidOperationException && context.CancellationToken.IsCancellationRequested))
        {
            // To write to an agent that has gone may also be called invalid.
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
            stream.Remote = RemoteOf(context.Peer);
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

    // ipv4:10.0.0.2:40000, ipv6:[fd00::2]:40000; anything else, such as a Unix socket, has no address.
    private static IPAddress? RemoteOf(string peer) =>
        peer.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && IPEndPoint.TryParse(peer.AsSpan(colon + 1), out var address)
            ? address.Address.IsIPv4MappedToIPv6 ? address.Address.MapToIPv4() : address.Address
            : null;

    // Two things are told at the same time, and one message is written at a time.
    private async Task TalkAsync(
        AgentStream stream, IAsyncStreamReader<IncomingMessage> requests, IServerStreamWriter<ServerMessage> answers, CancellationToken cancellation)
    {
        using var writing = new SemaphoreSlim(1, 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = TellAsync(stream, answers, writing, over.Token);
        try
        {
            await TakeAllAsync(stream, requests, answers, writing, pool, cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task TellAsync(AgentStream stream, IServerStreamWriter<ServerMessage> answers, SemaphoreSlim writing, CancellationToken cancellation)
    {
        await foreach (var message in stream.Outgoing.ReadAllAsync(cancellation))
        {
            await WriteAsync(answers, message, writing, cancellation);
        }
    }

    private static async Task WriteAsync(IServerStreamWriter<ServerMessage> answers, ServerMessage message, SemaphoreSlim writing, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await answers.WriteAsync(message, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    private static async Task TakeAllAsync(
        AgentStream stream, IAsyncStreamReader<IncomingMessage> requests, IServerStreamWriter<ServerMessage> answers, SemaphoreSlim writing,
        BatchPool pool, CancellationToken cancellation)
    {
        var answer = new ServerMessage { Acknowledgement = new() };
        while (stream.IsOpen && await requests.MoveNext(cancellation))
        {
            if (requests.Current.Batch is { } batch)
            {
                answer.Acknowledgement.Sequence = batch.Sequence;
                stream.Take(batch);
                pool.Return(batch);
                await WriteAsync(answers, answer, writing, cancellation);
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
