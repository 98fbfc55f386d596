using System.Net;
using System.Net.Sockets;
using MeshLens.Agent.Probing;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Probing;

/// <summary>Real sockets on loopback: connections and requests, as any user may make them.</summary>
public sealed class ProberTests : IDisposable
{
    private static readonly long Second = TimeProvider.System.TimestampFrequency;
    private readonly Prober _prober = new();
    private readonly Responder _responder = Responder.Listen(new(IPAddress.Loopback, 0), TimeProvider.System);

    private async Task<Outcome> Create(ProbeProtocol protocol, int port)
    {
        var owner = new Owner();
        _prober.Begin(new(new(IPAddress.Loopback, port), protocol, "localhost"), owner, 1, Now + (60 * Second));
        while (owner.Outcome is null)
        {
            _responder.Look(Now);
            _prober.Look(Now);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return owner.Outcome.Value;
    }

    private static long Now => TimeProvider.System.GetTimestamp();

    public void Dispose()
    {
        _prober.Dispose();
        _responder.Dispose();
    }

    [Fact]
    public async Task Tcp_ResponderThatNeverLooks_IsAnsweredByTheKernelAndTimedByIt()
    {
        var outcome = await Create(ProbeProtocol.Tcp, _responder.Address.Port);

        Assert.Equal(ProbeOutcome.Answered, outcome.Kind);
        Assert.InRange(outcome.RttNs, 1_000, 10_000_000_000);
    }

    [Fact]
    public async Task Http_Responder_AnswersWithNothingAndIsTimed()
    {
        // The kernel begins to stamp what arrives a moment after the prober has wanted it.
        var outcome = await Create(ProbeProtocol.Http, _responder.Address.Port);
        for (var end = Now + (60 * Second); outcome.RttNs == 0 && Now < end;)
        {
            outcome = await Create(ProbeProtocol.Http, _responder.Address.Port);
        }

        Assert.Equal((ProbeOutcome.Answered, 204), (outcome.Kind, outcome.Status));
        Assert.InRange(outcome.RttNs, 1_000, 60_000_000_000);
        Assert.InRange(outcome.ConnectNs, 1_000, 60_000_000_000);

        // And it goes on while there is the prober.
        for (var i = 0; i < 20; i++)
        {
            Assert.NotEqual(0, (await Create(ProbeProtocol.Http, _responder.Address.Port)).RttNs);
        }
    }

    [Theory]
    [InlineData(ProbeProtocol.Tcp)]
    [InlineData(ProbeProtocol.Http)]
    public async Task Connection_NobodyListens_IsRefused(ProbeProtocol protocol)
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(ProbeOutcome.Refused, (await Create(protocol, ((IPEndPoint)taken.LocalEndPoint!).Port)).Kind);
    }

    [Fact]
    public void Look_DeadlineOverAndNoAnswer_IsLost()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        var owner = new Owner();
        _prober.Begin(new(new(IPAddress.Loopback, ((IPEndPoint)silent.LocalEndPoint!).Port), ProbeProtocol.Http, "localhost"), owner, 1, Now - 1);

        _prober.Look(Now);

        Assert.Equal(ProbeOutcome.Lost, owner.Outcome?.Kind);
    }

    private sealed class Owner : IProbeOwner
    {
        public Outcome? Outcome { get; private set; }

        public void Ended(int sequence, in Outcome outcome) => Outcome = outcome;
    }
}
