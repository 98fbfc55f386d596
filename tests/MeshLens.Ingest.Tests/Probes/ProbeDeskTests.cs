using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Probes;
using MeshLens.Ingest.Probes;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Tests.Probes;

/// <summary>Questions: what may be asked, who is asked, and what comes back.</summary>
public sealed class ProbeDeskTests : IDisposable
{
    private readonly IngestRig _rig = IngestRig.Create();

    public void Dispose() => _rig.Dispose();

    private IProbeDesk Create(params string[] allowed)
    {
        foreach (var each in allowed)
        {
            _rig.Service<IOptions<ProbeOptions>>().Value.Allowed.Add(each);
        }

        return _rig.Service<IProbeDesk>();
    }

    [Theory]
    [InlineData("n2", "icmp", "10.0.0.2", 0)]
    [InlineData("n2", "tcp", "10.0.0.2", 9473)]
    [InlineData("n2:9473", null, "10.0.0.2", 9473)]
    [InlineData("10.0.0.2", null, "10.0.0.2", 0)]
    [InlineData("pay.shop:80", null, "10.96.0.1", 80)]
    [InlineData("pay", "http", "10.96.0.1", 80)]
    [InlineData("shop/pay:80", null, "10.96.0.1", 80)]
    [InlineData("shop/pay", "tcp", "10.96.0.1", 80)]
    [InlineData("10.96.0.1:80", null, "10.96.0.1", 80)]
    public void Accept_KnownNodesAndServices_ResolvesThem(string target, string? protocol, string address, int port)
    {
        NameService();
        Connect();

        Assert.True(Create().TryAccept(new() { Target = target, Protocol = protocol, From = ["n1"] }, out var run, out var refusal), refusal.Sentence);

        Assert.Equal((address, port, "n1"), (run.Probe.Address, run.Probe.Port, Assert.Single(run.Probe.From)));
    }

    [Theory]
    [InlineData("127.0.0.1:22")]
    [InlineData("169.254.169.254:80")]
    [InlineData("10.0.0.2:22")]
    [InlineData("n2:22")]
    [InlineData("10.96.0.1:443")]
    [InlineData("8.8.8.8")]
    public void Accept_AnythingElse_IsForbiddenUnlessAllowed(string target)
    {
        NameService();
        Connect();

        Assert.False(Create().TryAccept(new() { Target = target }, out _, out var refusal));

        Assert.Equal(ProbeRefusalKind.Forbidden, refusal.Kind);
        Assert.Contains("--probe-allow", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Accept_Forbidden_IsToldToTheOperator()
    {
        Connect();
        var notes = _rig.Service<IEnumerable<ISourceNotes>>().OfType<ProbeNotes>().Single();
        var desk = Create();
        Assert.Empty(notes.Notes());

        Assert.False(desk.TryAccept(new() { Target = "8.8.8.8" }, out _, out _));
        Assert.False(desk.TryAccept(new() { Target = "n2:22" }, out _, out _));
        Assert.False(desk.TryAccept(new() { Target = "nobody" }, out _, out _));

        Assert.StartsWith("2 questions for targets that are not allowed were refused, the last one for 'n2:22'", Assert.Single(notes.Notes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.2:22", true)]
    [InlineData("10.0.0.0/8", "11.0.0.2:22", false)]
    [InlineData("8.8.8.8", "8.8.8.8", true)]
    [InlineData("n*", "n2:22", true)]
    public void Accept_WhatTheOperatorAllows_IsThatAndNoMore(string allowed, string target, bool accepted)
    {
        Connect();

        Assert.Equal(accepted, Create(allowed).TryAccept(new() { Target = target }, out _, out _));
    }

    [Fact]
    public void Accept_SeveralMistakes_AreAllSaid()
    {
        Connect();

        Assert.False(Create().TryAccept(new() { Target = "a b", Protocol = "udp", Count = 0, IntervalMs = 1, TimeoutMs = 0, Path = "x" }, out _, out var refusal));

        Assert.Equal(ProbeRefusalKind.Malformed, refusal.Kind);
        Assert.All(["target", "protocol", "count", "intervalMs", "timeoutMs", "path"], name => Assert.Contains($"{name}:", refusal.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("shop/")]
    [InlineData("/pay:80")]
    [InlineData("a/b/c")]
    public void Accept_ASlashThatPartsNoNamespace_IsRefused(string target)
    {
        Connect();

        Assert.False(Create().TryAccept(new() { Target = target }, out _, out var refusal));

        Assert.Equal(ProbeRefusalKind.Malformed, refusal.Kind);
        Assert.Contains("shop/payments:8080", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Accept_NobodyToAskOrToFind_SaysWho()
    {
        Assert.False(Create().TryAccept(new() { Target = "n2" }, out _, out var unknown));
        Assert.Equal(ProbeRefusalKind.Unknown, unknown.Kind);
        Connect();
        Assert.False(Create().TryAccept(new() { Target = "n2", From = ["n9"] }, out _, out var nobody));
        Assert.Contains("n1, n2", nobody.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoNodes_TellsEveryResultOfTheirs()
    {
        var (one, two) = Connect();
        Assert.True(Create().TryAccept(new() { Target = "n2", Protocol = "tcp", Count = 2 }, out var run, out _));
        var answers = new List<ProbeAnswer>();
        await using var running = run.Answers(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = running.MoveNextAsync();
        var (first, second) = (Order(one), Order(two));
        Answer(two, first, 1, last: true); // Of another node's order: nobody's answer.
        Answer(one, first, 1);
        Answer(one, first, 2, last: true);
        Answer(two, second, 1);
        Answer(two, second, 2, last: true);
        while (await next)
        {
            answers.Add(running.Current);
            next = running.MoveNextAsync();
        }

        Assert.Equal([("n1", 1), ("n1", 2), ("n2", 1), ("n2", 2)], answers.Select(static answer => (answer.From, answer.Sequence)));
        Assert.All(answers, static answer => Assert.Equal(("answered", 1.5), (answer.Outcome, answer.RttMs)));
        Assert.Equal((2U, 9473U, ProbeProtocol.Tcp), (first.Count, first.Port, first.Protocol));
    }

    [Fact]
    public async Task Run_AgentThatTellsNothing_EndsWithNoWord()
    {
        Connect();
        Assert.True(Create().TryAccept(new() { Target = "n2", From = ["n1"] }, out var run, out _));
        await using var running = run.Answers(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = running.MoveNextAsync();

        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await next);
        Assert.Equal("no-word", running.Current.Outcome);
        Assert.False(await running.MoveNextAsync());
    }

    [Fact]
    public async Task Run_AskerThatGoesAway_EndsItsOrder()
    {
        var (one, _) = Connect();
        Assert.True(Create().TryAccept(new() { Target = "n2", From = ["n1"], Count = 100 }, out var run, out _));
        using var leaving = new CancellationTokenSource();
        await using var running = run.Answers(leaving.Token).GetAsyncEnumerator(leaving.Token);
        var next = running.MoveNextAsync();
        var order = Order(one);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.Equal(new ProbeOrder { Id = order.Id }, Order(one));
    }

    [Fact]
    public async Task Accept_ManyAtOnce_LetsInAsManyAsThereIsRoomFor()
    {
        const int askers = 32;
        Connect();
        var desk = Create();
        var most = _rig.Service<IOptions<ProbeOptions>>().Value.MaximumQuestions;
        for (var round = 0; round < 10; round++)
        {
            using var start = new Barrier(askers);
            var asked = await Task.WhenAll(Enumerable.Range(0, askers).Select(_ => Task.Factory.StartNew(
                () => Ask(desk, start), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.Equal(most, asked.Count(static each => each.Run is not null));
            Assert.All(asked, static each => Assert.True(each.Run is not null || each.Refusal.Kind == ProbeRefusalKind.Busy));
            Assert.Equal(most, _rig.Service<ProbeInstruments>().Open);

            // A place is given back once, however often.
            Array.ForEach(asked, static each => each.Run?.Dispose());
            Array.ForEach(asked, static each => each.Run?.Dispose());
            Assert.Equal(0, _rig.Service<ProbeInstruments>().Open);
        }
    }

    private static (IProbeRun? Run, ProbeRefusal Refusal) Ask(IProbeDesk desk, Barrier start)
    {
        start.SignalAndWait(TestContext.Current.CancellationToken);
        desk.TryAccept(new() { Target = "n2", From = ["n1"] }, out var run, out var refusal);
        return (run, refusal);
    }

    private static ProbeOrder Order(TestAgent agent)
    {
        Assert.True(agent.Stream.Outgoing.TryRead(out var message));
        return message.Order;
    }

    private static void Answer(TestAgent agent, ProbeOrder order, uint sequence, bool last = false) => agent.Send(new()
    {
        ProbeResults = { new ProbeResult { Order = order.Id, Sequence = sequence, Outcome = ProbeOutcome.Answered, RttNs = 1_500_000, IsLast = last } },
    });

    private (TestAgent One, TestAgent Two) Connect() => (ProbeAgents.Connect(_rig.Registry, "n1"), ProbeAgents.Connect(_rig.Registry, "n2"));

    private void NameService()
    {
        var feed = _rig.Mesh.AddFeed(MeshSource.Kubernetes, "k");
        feed.IsLive = true;
        feed.Put(
            new MeshService
            {
                Id = "shop/pay.shop.svc.cluster.local",
                Cluster = "c",
                Ports = Sequence<ServicePort>.Of([new(80, 8080)]),
                Addresses = Sequence<NetworkAddress>.Of([new(AddressKey.Of(IPAddress.Parse("10.96.0.1")))]),
            },
            IngestRig.Start);
    }
}
