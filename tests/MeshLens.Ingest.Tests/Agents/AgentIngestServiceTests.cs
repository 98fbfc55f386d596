using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using MeshLens.Ingest.Agents;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Counter = MeshLens.Core.Signals.Counter;

namespace MeshLens.Ingest.Tests.Agents;

public sealed class AgentIngestServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_HelloAndBatches_AreWelcomedAcknowledgedAndReachTheEdge()
    {
        await using var server = await IngestServer.StartAsync();
        using var call = server.Client.Report(cancellationToken: Cancellation);
        Assert.Equal(1u, (await AskAsync(call, IngestServer.Hello())).Welcome.ProtocolVersion);

        var batch = TestAgent.NewCounters(1, 5);
        batch.Sequence = 41;
        batch.Flows.Add(TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl"));
        Assert.Equal(41UL, (await AskAsync(call, new() { Batch = batch })).Acknowledgement.Sequence);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));

        await server.DisposeAsync();
        Assert.Equal(5UL, server.Sink.Deltas.At("curl -> 10.0.0.2:80", Core.Edges.End.Client).Total(Counter.Turns));
    }

    [Fact]
    public async Task Report_UnknownVersion_IsRefusedWithASentence()
    {
        var hello = IngestServer.Hello();
        hello.Hello.ProtocolVersion = 9;

        var refusal = await RefusalOfAsync(hello);

        Assert.Contains("speaks version 1 of the agent protocol, the agent speaks version 9: upgrade the server", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_BatchBeforeHello_IsRefused() =>
        Assert.Contains("must be Hello", await RefusalOfAsync(new() { Batch = new() }), StringComparison.Ordinal);

    [Fact]
    public async Task Report_EmptyMessage_IsRefused() =>
        Assert.Contains("must be Hello", await RefusalOfAsync(new()), StringComparison.Ordinal);

    [Fact]
    public async Task Report_NodelessHello_IsRefused() =>
        Assert.Contains("--node", await RefusalOfAsync(IngestServer.Hello(node: " ")), StringComparison.Ordinal);

    [Fact]
    public async Task Report_SecondAgentOfANode_IsRefusedWhileTheFirstReports()
    {
        await using var server = await IngestServer.StartAsync(time: new FakeTimeProvider()); // Nobody falls silent.
        using var first = server.Client.Report(cancellationToken: Cancellation);
        await AskAsync(first, IngestServer.Hello("a1"));
        using (var second = server.Client.Report(cancellationToken: Cancellation))
        {
            Assert.Contains("by agent a1 already", (await AskAsync(second, IngestServer.Hello("a2"))).Refusal.Reason, StringComparison.Ordinal);
        }

        await first.RequestStream.CompleteAsync();
        Assert.False(await first.ResponseStream.MoveNext(Cancellation));
        using var third = server.Client.Report(cancellationToken: Cancellation);
        Assert.NotNull((await AskAsync(third, IngestServer.Hello("a2"))).Welcome);
    }

    [Fact]
    public async Task Report_StreamThatSaysNothing_IsEndedWithASentence()
    {
        var time = new FakeTimeProvider();
        await using var server = await IngestServer.StartAsync(time: time);
        using var call = server.Client.Report(cancellationToken: Cancellation);

        // Time goes on until the server has noticed the stream, too.
        var end = call.ResponseStream.MoveNext(Cancellation);
        while (await Task.WhenAny(end, Task.Delay(20, Cancellation)) != end)
        {
            time.Advance(AgentIngestService.HelloPatience);
        }

        var fault = await Assert.ThrowsAsync<RpcException>(() => end);
        Assert.Equal(StatusCode.DeadlineExceeded, fault.StatusCode);
        Assert.Contains("No Hello came within 10 s", fault.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_MessageBeyondTheLimit_EndsThatStreamAlone()
    {
        await using var server = await IngestServer.StartAsync(options => options.MaximumMessageBytes = 64 << 10);
        using var call = server.Client.Report(cancellationToken: Cancellation);
        using var other = server.Client.Report(cancellationToken: Cancellation);
        await AskAsync(call, IngestServer.Hello());
        await AskAsync(other, IngestServer.Hello("a2", "n2"));
        var batch = new Batch { Flows = { TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, new string('x', 100_000)) } };

        await WriteAsync(call, new() { Batch = batch });
        var fault = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));

        Assert.Equal(StatusCode.ResourceExhausted, fault.StatusCode);
        Assert.NotNull((await AskAsync(other, new() { Batch = new() { Sequence = 1 } })).Acknowledgement);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001 this is no client hello")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage that is no frame at all")]
    public async Task Port_Garbage_HarmsNobody(string garbage)
    {
        await using var server = await IngestServer.StartAsync();
        using var call = server.Client.Report(cancellationToken: Cancellation);
        await AskAsync(call, IngestServer.Hello());
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
            var stream = socket.GetStream();
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(garbage), Cancellation);
            socket.Client.Shutdown(SocketShutdown.Send);
            await DrainAsync(stream);
        }

        Assert.NotNull((await AskAsync(call, new() { Batch = new() { Sequence = 1 } })).Acknowledgement);
        Assert.DoesNotContain(server.Log.Entries, entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Report_BytesThatAreNoMessage_EndTheStreamWithAStatus()
    {
        await using var server = await IngestServer.StartAsync();
        var raw = new Method<byte[], ServerMessage>(
            MethodType.DuplexStreaming, "meshlens.v1.AgentIngest", "Report", Marshallers.Create(bytes => bytes, bytes => bytes),
            Marshallers.Create(_ => [], ServerMessage.Parser.ParseFrom));
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(raw, null, new CallOptions(cancellationToken: Cancellation));

        await call.RequestStream.WriteAsync([0xFF, 0xFF, 0xFF, 0x01], Cancellation);

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));
    }

    [Fact]
    public async Task Nodes_AfterTheStreamBroke_ListTheNodeAsGone()
    {
        await using var server = await IngestServer.StartAsync();
        using (var call = server.Client.Report(cancellationToken: Cancellation))
        {
            var hello = IngestServer.Hello();
            hello.Hello.Capabilities.Add(new Capability { Name = "turns", Reason = "the kernel is too old", Fix = "Linux 6.3" });
            await AskAsync(call, hello);
            Assert.True(Assert.Single(server.Nodes.All()).Connected);
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(Cancellation));
        }

        var node = Assert.Single(server.Nodes.All());
        Assert.False(node.Connected);
        Assert.Equal(("n1", "local", "turns", "Linux 6.3"), (node.Node, node.Cluster, node.Capabilities[0].Name, node.Capabilities[0].Fix));
    }

    [Fact]
    public async Task Report_ServerStops_StreamsEndAtOnceAndNothingTakenIsLost()
    {
        await using var server = await IngestServer.StartAsync();
        using var call = server.Client.Report(cancellationToken: Cancellation);
        await AskAsync(call, IngestServer.Hello());
        var batch = TestAgent.NewCounters(1, 5);
        batch.Flows.Add(TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl"));
        await AskAsync(call, new() { Batch = batch });

        var stop = server.StopAsync();
        await EndOfAsync(call);
        call.Dispose();
        await stop.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(5UL, server.Sink.Deltas.At("curl -> 10.0.0.2:80", Core.Edges.End.Client).Total(Counter.Turns));
        Assert.Contains(server.Log.Entries, entry => entry.Text.EndsWith("stopped reporting: this server stops.", StringComparison.Ordinal));
    }

    // A server that stops closes streams and then connections; which of them the client sees first is chance.
    private static async Task EndOfAsync(AsyncDuplexStreamingCall<AgentMessage, ServerMessage> call)
    {
        try
        {
            Assert.False(await call.ResponseStream.MoveNext(Cancellation));
        }
        catch (RpcException fault)
        {
            Assert.NotEqual(StatusCode.Cancelled, fault.StatusCode);
        }
    }

    private static async Task<string> RefusalOfAsync(AgentMessage first)
    {
        await using var server = await IngestServer.StartAsync();
        using var call = server.Client.Report(cancellationToken: Cancellation);
        var refusal = (await AskAsync(call, first)).Refusal.Reason;
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));
        Assert.Empty(server.Nodes.All());
        return refusal;
    }

    private static async Task<ServerMessage> AskAsync(AsyncDuplexStreamingCall<AgentMessage, ServerMessage> call, AgentMessage message)
    {
        await WriteAsync(call, message);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        return call.ResponseStream.Current;
    }

    // A server that says no may have ended the call before the write has returned, or before all was written: what it said is read all the same.
    private static async Task WriteAsync(AsyncDuplexStreamingCall<AgentMessage, ServerMessage> call, AgentMessage message)
    {
        try
        {
            await call.RequestStream.WriteAsync(message, Cancellation);
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException or IOException)
        {
            // Read on.
        }
    }

    private static async Task DrainAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, Cancellation) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The server may reset what it does not understand.
        }
    }
}
