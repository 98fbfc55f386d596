using System.Net.Sockets;
using System.Text;
using Functional.Tests.Rig;
using Grpc.Core;
using MeshLens.Protocol.V1;

namespace Functional.Tests.Trouble;

/// <summary>Whatever comes in at the agents' port, the server lives and goes on serving the others.</summary>
public sealed class AgentPortTests(QuietServer quiet) : IClassFixture<QuietServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001 this is no client hello")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage that is no frame at all")]
    public async Task Port_Garbage_HarmsNobody(string garbage)
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(quiet.Server.Addresses.Agents.Host, quiet.Server.Addresses.Agents.Port, Cancellation);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(garbage), Cancellation);
            await HangUp(socket.Client, stream);
        }

        await StillServes("after-garbage");
    }

    [Fact]
    public async Task Hello_UnknownVersion_IsRefusedWithASentenceThatNamesBoth()
    {
        var (agent, answer) = await FakeAgent.Introduce(quiet.Server.Addresses.Agents, "from-the-future", version: 9);
        await using (agent)
        {
            Assert.Contains("speaks version 1 of the agent protocol, the agent speaks version 9", answer.Refusal.Reason, StringComparison.Ordinal);
        }

        await StillServes("after-version");
    }

    [Fact]
    public async Task Batch_BeyondTheLimit_EndsThatStreamAlone()
    {
        await using var bystander = await FakeAgent.Start(quiet.Server.Addresses.Agents, "bystander");
        await using var agent = await FakeAgent.Start(quiet.Server.Addresses.Agents, "too-much");
        var batch = new Batch { Flows = { new Flow { Process = new() { Name = new string('x', 17 << 20) } } } };

        var fault = await Assert.ThrowsAsync<RpcException>(() => agent.Say(new() { Batch = batch }));

        Assert.Equal(StatusCode.ResourceExhausted, fault.StatusCode);
        await bystander.ReportTurns();
        await StillServes("after-oversize");
    }

    [Fact]
    public async Task Batch_MalformedColumns_IsAbsorbedAndCounted()
    {
        await using var agent = await FakeAgent.Start(quiet.Server.Addresses.Agents, "malformed");

        await agent.Report(new() { IntervalMs = 1000, Histograms = new() { Flow = { FakeAgent.Flow, FakeAgent.Flow }, Signal = { 2 } } });
        await agent.Report(new() { IntervalMs = 1000, Counters = new() { Flow = { 4711 }, Counter = { 1 }, Value = { ulong.MaxValue } } });
        await agent.ReportTurns();

        var node = await quiet.Server.Api.Node("malformed");
        Assert.True(node.GetProperty("losses").GetProperty("refusedRows").GetUInt64() > 0);
    }

    [Fact]
    public async Task Listeners_TokenOnAPortTheMachineChose_IsAskedFor()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.Start(token: directory.File("token", "open-sesame"));

        using var stranger = await server.Api.Http.GetAsync("/api/v1/edges", Cancellation);
        var fault = await Assert.ThrowsAsync<RpcException>(() => FakeAgent.Introduce(server.Addresses.Agents, "stranger"));
        server.Api.Http.DefaultRequestHeaders.Authorization = new("Bearer", "open-sesame");
        using var friend = await server.Api.Http.GetAsync("/api/v1/edges", Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, fault.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, friend.StatusCode);
    }

    // A node of its own each time: the stream of the one before may still be closing, and a node has one agent.
    private async Task StillServes(string after)
    {
        var node = $"{after}-{Guid.NewGuid():N}";
        await using var agent = await FakeAgent.Start(quiet.Server.Addresses.Agents, node);
        await agent.ReportTurns();
        await quiet.Server.Api.Node(node);
    }

    private static async Task HangUp(Socket socket, NetworkStream stream)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, Cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server may reset what it does not understand.
        }
    }
}
