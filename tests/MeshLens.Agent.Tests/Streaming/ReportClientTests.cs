using MeshLens.Agent.Options;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Agent.Tests.Streaming;

public sealed class ReportClientTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshlens-report-");
    private readonly RecordingLogger _log = new();
    private readonly FlowAnnouncements _announcements = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private BatchQueue _queue = null!;
    private FakeServer _server = null!;
    private Task _running = Task.CompletedTask;

    private async Task<FakeIngest> Create(Action<FakeIngest>? prepare = null, string? tokenFile = null)
    {
        _server = await FakeServer.StartAsync();
        prepare?.Invoke(_server.Ingest);
        Start(new() { Server = ServerAddress.Parse(_server.Url, out _)!, TokenFile = tokenFile });
        return _server.Ingest;
    }

    private void Start(AgentOptions options, TimeProvider? time = null)
    {
        _queue = new(1 << 20, _announcements);
        var channel = new ServerChannel(options);
        _running = new ReportClient(options, channel, _queue, _announcements, time ?? TimeProvider.System, _log)
            .RunAsync(new() { ProtocolVersion = 1, Node = "n" }, _stop.Token);
        _ = _running.ContinueWith(_ => channel.Dispose(), TaskScheduler.Default);
    }

    [Fact]
    public async Task Run_AgainstAServer_SaysHelloThenSendsBatchesWithTheirFlows()
    {
        var ingest = await Create();
        _announcements.Add(new() { Id = 7, ServicePort = 80 });
        _queue.Enqueue(BatchQueueTests.Sample(TimeProvider.System.GetTimestamp()));

        Assert.Equal("n", (await ingest.NextAsync()).Hello.Node);
        var batch = await ingest.NextBatchAsync();
        Assert.Equal(7U, Assert.Single(batch.Flows).Id);
        Assert.Equal(10, batch.Counters.Flow.Count);
        Assert.Equal(1000U, batch.IntervalMs);
        Assert.InRange(batch.AgeMs, 0U, 60_000U);
    }

    [Fact]
    public async Task Run_WhenTheQueueIsCompleted_DeliversTheRestAndReturns()
    {
        var ingest = await Create();
        _queue.Enqueue(BatchQueueTests.Sample(0));
        _queue.Enqueue(BatchQueueTests.Sample(1));
        _queue.Complete();

        await _running;

        _ = await ingest.NextAsync();
        var first = await ingest.NextBatchAsync();
        var second = await ingest.NextBatchAsync();
        Assert.Equal(first.Sequence + 1, second.Sequence);
    }

    [Fact]
    public async Task Run_AfterABrokenStream_AnnouncesEveryLiveFlowAgainAndCountsWhatNobodyAcknowledged()
    {
        var ingest = await Create(server => (server.BreaksOnce, server.Acknowledges) = (true, false));
        _announcements.Add(new() { Id = 7 });
        _queue.Enqueue(BatchQueueTests.Sample(0));
        _ = await ingest.NextAsync();
        _ = await ingest.NextBatchAsync();
        _ = (await _log.NextAsync(), await _log.NextAsync());

        _queue.Enqueue(BatchQueueTests.Sample(1));

        Assert.Equal(AgentMessage.BodyOneofCase.Hello, (await ingest.NextAsync()).BodyCase);
        var again = await ingest.NextBatchAsync();
        Assert.Equal(7U, Assert.Single(again.Flows).Id);
        Assert.Equal((1UL, 10UL, 2UL), (again.Losses.ShedBatches, again.Losses.ShedRows, again.Losses.ShedConnections));
    }

    [Fact]
    public async Task Run_WithARetiredFlow_TellsItOnceAndForgetsIt()
    {
        var ingest = await Create();
        _announcements.Add(new() { Id = 7 });
        _queue.Enqueue(BatchQueueTests.Sample(0, null, 7));
        _queue.Enqueue(BatchQueueTests.Sample(1));
        _ = await ingest.NextAsync();

        Assert.Equal([7U], (await ingest.NextBatchAsync()).RetiredFlows);
        Assert.Empty((await ingest.NextBatchAsync()).RetiredFlows);
        Assert.Equal(0, _announcements.Count);
    }

    [Fact]
    public async Task Run_WithManyFlows_AnnouncesThemInMessagesOfModestSize()
    {
        var ingest = await Create();
        for (uint id = 1; id <= 10_000; id++)
        {
            _announcements.Add(new() { Id = id, Process = new() { Executable = new string('x', 100) } });
        }

        _queue.Enqueue(BatchQueueTests.Sample(0));
        _ = await ingest.NextAsync();
        var flows = 0;
        for (Batch? batch = null; batch?.Counters is null; flows += batch.Flows.Count)
        {
            batch = await ingest.NextBatchAsync();
            Assert.InRange(batch.CalculateSize(), 0, 300 << 10);
        }

        Assert.Equal(10_000, flows);
    }

    [Fact]
    public async Task Run_WhenRefused_LogsTheServersSentence()
    {
        await Create(server => server.Refusal = "This server speaks version 2.");

        Assert.Contains("This server speaks version 2.", await _log.NextAsync());
    }

    [Fact]
    public async Task Run_WithoutTheTokenTheServerWants_NamesTheOption()
    {
        await Create(server => server.Token = "secret");

        Assert.Contains("give --token-file", await _log.NextAsync());
    }

    [Fact]
    public async Task Run_WithTheToken_IsWelcomeAndTheTokenIsNotLogged()
    {
        var file = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(file, "secret\n", TestContext.Current.CancellationToken);
        var ingest = await Create(server => server.Token = "secret", file);

        Assert.Equal("n", (await ingest.NextAsync()).Hello.Node);
        Assert.DoesNotContain("secret", await _log.NextAsync());
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("schlüssel")]
    public async Task Run_WithAFileThatHoldsNoToken_SaysSoAndConnectsWhenItDoes(string content)
    {
        var file = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var ingest = await Create(server => server.Token = "secret", file);

        Assert.Contains($"broke: The token file {file} does not hold a token: write", await _log.NextAsync(), StringComparison.Ordinal);
        // In one step: what is half written is not a token, or another.
        await File.WriteAllTextAsync(file + ".new", "secret\n", TestContext.Current.CancellationToken);
        File.Move(file + ".new", file, overwrite: true);

        Assert.Equal("n", (await ingest.NextAsync()).Hello.Node);
        Assert.False(_running.IsCompleted);
    }

    [Fact]
    public async Task Run_WithoutAServer_ExplainsOnceAndConnectsWhenItComes()
    {
        var path = Path.Combine(_folder.FullName, "there");
        Start(new() { Server = ServerAddress.Parse("unix:" + path, out _)! });

        Assert.Contains("there is no socket " + path, await _log.NextAsync());
        // It listens before it is there: who finds it in between would be told that nobody listens.
        _server = await FakeServer.StartAsync(Path.Combine(_folder.FullName, "elsewhere"));
        File.Move(Path.Combine(_folder.FullName, "elsewhere"), path);
        Assert.Contains("Reporting to", await _log.NextAsync());
    }

    [Fact]
    public async Task Run_WhereNobodyListens_SaysThatItCannotBeReached()
    {
        Start(new() { Server = ServerAddress.Parse("http://127.0.0.1:1", out _)! });

        Assert.Contains("cannot be reached", await _log.NextAsync());
        Assert.False(_running.IsCompleted);
    }

    [Fact]
    public async Task Run_AgainstAServerThatDoesNotAnswer_SaysSoAndTriesAgain()
    {
        var time = new FakeTimeProvider();
        _server = await FakeServer.StartAsync();
        _server.Ingest.IsSilent = true;
        Start(new() { Server = ServerAddress.Parse(_server.Url, out _)! }, time);
        _ = await _server.Ingest.NextAsync();

        // Once for the answer that does not come, and once for the pause after it; in small steps, so that the next attempt has time to be made.
        var again = _server.Ingest.NextAsync();
        while (await Task.WhenAny(again, Task.Delay(5, TestContext.Current.CancellationToken)) != again)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.NotNull((await again).Hello);
        Assert.Contains("it does not answer", await _log.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OverAUnixSocket_Works()
    {
        var path = Path.Combine(_folder.FullName, "server");
        _server = await FakeServer.StartAsync(path);
        Start(new() { Server = ServerAddress.Parse("unix:" + path, out _)! });

        Assert.Equal("n", (await _server.Ingest.NextAsync()).Hello.Node);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _queue?.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }
}
