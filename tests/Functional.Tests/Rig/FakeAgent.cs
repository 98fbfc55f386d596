using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;

namespace Functional.Tests.Rig;

/// <summary>An agent that says what a test makes it say, over the real wire.</summary>
internal sealed class FakeAgent : IAsyncDisposable
{
    public const uint Flow = 1;
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<AgentMessage, ServerMessage> _call;
    private ulong _sequence;

    private FakeAgent(Uri server)
    {
        _channel = GrpcChannel.ForAddress(server, new() { MaxSendMessageSize = null });
        _call = new AgentIngest.AgentIngestClient(_channel).Report(cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Says Hello and gives the answer: Welcome or Refusal.</summary>
    public static async Task<(FakeAgent Agent, ServerMessage Answer)> Introduce(Uri server, string node, uint version = ProtocolVersion.Current)
    {
        var agent = new FakeAgent(server);
        return (agent, await agent.Say(new() { Hello = new() { ProtocolVersion = version, AgentId = Guid.NewGuid().ToString("N"), Node = node } }));
    }

    /// <summary>Introduced, with the flow between both ends of <see cref="Traffic"/> defined.</summary>
    public static async Task<FakeAgent> Start(Uri server, string node)
    {
        var (agent, answer) = await Introduce(server, node);
        Assert.NotNull(answer.Welcome);
        await agent.Report(new() { Flows = { FlowOf(Traffic.Caller, Traffic.Callee) } });
        return agent;
    }

    /// <summary>One message and its answer.</summary>
    public async Task<ServerMessage> Say(AgentMessage message)
    {
        try
        {
            await _call.RequestStream.WriteAsync(message, TestContext.Current.CancellationToken);
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException or IOException)
        {
            // The server may have answered before it read all of it: the answer tells.
        }

        Assert.True(await _call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return _call.ResponseStream.Current;
    }

    /// <summary>One batch and its acknowledgement.</summary>
    public async Task Report(Batch batch)
    {
        batch.Sequence = ++_sequence;
        Assert.Equal(_sequence, (await Say(new() { Batch = batch })).Acknowledgement.Sequence);
    }

    /// <summary>One second of traffic that ended <paramref name="ageMs"/> ago.</summary>
    public Task ReportTurns(uint ageMs = 0)
    {
        var batch = new Batch { IntervalMs = 1000, AgeMs = ageMs, Histograms = new() };
        var turns = new ExponentialHistogram();
        for (var i = 0; i < 50; i++)
        {
            turns.Record(5_000_000);
        }

        batch.Histograms.Append(Flow, Signal.Turn, turns);
        return Report(batch);
    }

    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Flow FlowOf(string caller, string callee) => new()
    {
        Id = Flow,
        Role = Role.Client,
        LocalAddress = WireAddress.Write(IPAddress.Parse(caller)),
        RemoteAddress = WireAddress.Write(IPAddress.Parse(callee)),
        ServicePort = 80,
        NetworkNamespace = 1,
    };
}
