using System.Threading.Channels;
using Grpc.Core;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Streaming;

/// <summary>A server that keeps what it is told, and may refuse, demand a token, withhold acknowledgements or break off.</summary>
internal sealed class FakeIngest : AgentIngest.AgentIngestBase
{
    private readonly Channel<AgentMessage> _received = Channel.CreateUnbounded<AgentMessage>();

    public string? Refusal { get; set; }

    public string? Token { get; set; }

    /// <summary>Hello is never answered.</summary>
    public bool IsSilent { get; set; }

    public bool Acknowledges { get; set; } = true;

    /// <summary>The first stream breaks at its first batch.</summary>
    public bool BreaksOnce { get; set; }

    public async Task<AgentMessage> NextAsync() => await _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next batch, and every flow announced until then.</summary>
    public async Task<Batch> NextBatchAsync() => (await NextAsync()).Batch;

    public override async Task Report(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<ServerMessage> responseStream, ServerCallContext context)
    {
        if (Token is not null && context.RequestHeaders.GetValue("authorization") != "Bearer " + Token)
        {
            throw new RpcException(new(StatusCode.Unauthenticated, "no token"));
        }

        var breaks = BreaksOnce;
        BreaksOnce = false;
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            _received.Writer.TryWrite(message);
            if (IsSilent)
            {
                continue;
            }

            if (message.BodyCase == AgentMessage.BodyOneofCase.Hello)
            {
                await responseStream.WriteAsync(Answer());
            }
            else if (breaks)
            {
                throw new RpcException(new(StatusCode.Unavailable, "broken on purpose"));
            }
            else if (Acknowledges)
            {
                await responseStream.WriteAsync(new() { Acknowledgement = new() { Sequence = message.Batch.Sequence } });
            }
        }
    }

    private ServerMessage Answer() => Refusal is null
        ? new() { Welcome = new() { ProtocolVersion = 1 } }
        : new() { Refusal = new() { Reason = Refusal } };
}
