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
internal sealed partial class AgentIngestService(NodeRegistry nodes, ILogger<AgentIngestService> logger) : AgentIngest.AgentIngestBase
{
    public override async Task Report(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<ServerMessage> responseStream, ServerCallContext context)
    {
        if (await EnterAsync(requestStream, responseStream, context) is not { } stream)
        {
            return;
        }

        var reason = "its stream was closed";
        try
        {
            await responseStream.WriteAsync(new() { Welcome = new() { ProtocolVersion = ProtocolVersion.Current } }, context.CancellationToken);
            await TakeAllAsync(stream, requestStream, responseStream, context.CancellationToken);
        }
        catch (RpcException fault)
        {
            // A message beyond the limit, or bytes that are no message: gRPC has answered with this status already.
            reason = fault.Status.Detail;
            throw;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            reason = "its connection broke";
        }
        finally
        {
            nodes.Leave(stream, reason);
        }
    }

    private async Task<AgentStream?> EnterAsync(
        IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<ServerMessage> answers, ServerCallContext context)
    {
        if (!await requests.MoveNext(context.CancellationToken))
        {
            return null;
        }

        var refusal = HelloCheck.Refuse(requests.Current);
        if (refusal is null && nodes.TryEnter(requests.Current.Hello, out var stream, out refusal))
        {
            return stream;
        }

        Refused(context.Peer, refusal);
        await answers.WriteAsync(new() { Refusal = new() { Reason = refusal } }, context.CancellationToken);
        return null;
    }

    private static async Task TakeAllAsync(
        AgentStream stream, IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<ServerMessage> answers, CancellationToken cancellation)
    {
        var answer = new ServerMessage { Acknowledgement = new() };
        while (stream.IsOpen && await requests.MoveNext(cancellation))
        {
            switch (requests.Current.BodyCase)
            {
                case AgentMessage.BodyOneofCase.Batch:
                    stream.Take(requests.Current.Batch);
                    answer.Acknowledgement.Sequence = requests.Current.Batch.Sequence;
                    await answers.WriteAsync(answer, cancellation);
                    break;
                case AgentMessage.BodyOneofCase.Hello:
                    stream.Refuse(Fault.SecondHello);
                    break;
                default:
                    stream.Refuse(Fault.EmptyMessage);
                    break;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An agent at {Peer} was refused: {Reason}")]
    private partial void Refused(string peer, string? reason);
}
