using System.Diagnostics.Metrics;
using MeshLens.Core.Windows;
using MeshLens.Grains.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Grains.Tests.Persistence;

public sealed class FileEdgeStateStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-").FullName;
    private readonly FakeTimeProvider _time = new(Summaries.Now);
    private readonly RecordingLog<FileEdgeStateStore> _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_AfterFlush_RemembersEveryEdge()
    {
        using (var before = await Open())
        {
            for (var edge = 0; edge < 100; edge++)
            {
                await before.Put($"edge-{edge}", State((byte)edge), Cancellation);
            }

            await before.Flush(Cancellation);
        }

        using var after = await Open();

        for (var edge = 0; edge < 100; edge++)
        {
            Assert.Equal((byte)edge, (await after.Find($"edge-{edge}", Cancellation))!.Bytes.Span[0]);
        }
    }

    [Fact]
    public async Task Flush_SomeEdgesChanged_TakesTheOthersOver()
    {
        await Fill(edges: 50);
        using (var again = await Open())
        {
            await again.Put("edge-7", State(99), Cancellation);
            await again.Flush(Cancellation);
            Assert.Equal(99, (await again.Find("edge-7", Cancellation))!.Bytes.Span[0]);
            Assert.Equal(50, await CountKnown(again, 50));
        }

        using var after = await Open();
        Assert.Equal(99, (await after.Find("edge-7", Cancellation))!.Bytes.Span[0]);
        Assert.Equal(8, (await after.Find("edge-8", Cancellation))!.Bytes.Span[0]);
        Assert.Equal(50, await CountKnown(after, 50));
    }

    [Fact]
    public async Task Open_FileTorn_KeepsTheRestAndWarns()
    {
        await Fill(edges: 200);
        var shard = Directory.GetFiles(_directory, "*.state")[0];
        using (var file = File.OpenWrite(shard))
        {
            file.SetLength(file.Length / 2);
        }

        using var after = await Open();

        Assert.Contains(_log.Warnings, line => line.Contains("torn or damaged", StringComparison.Ordinal));
        Assert.True(File.Exists(shard + ".damaged"));
        Assert.InRange(await CountKnown(after, 200), 150, 199);
    }

    [Fact]
    public async Task Open_AlreadyInUse_WarnsAndWorksInMemory()
    {
        using var first = await Open();
        using var second = await Open();
        await second.Put("edge", State(1), Cancellation);
        await second.Flush(Cancellation);

        Assert.NotNull(await second.Find("edge", Cancellation));
        Assert.Contains(_log.Warnings, line => line.Contains("--data DIRECTORY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flush_DirectoryCannotBeWritten_WarnsOnceKeepsWorkingAndRecovers()
    {
        using var store = await Open();
        await store.Put("edge", State(1), Cancellation);
        var target = Directory.CreateDirectory(ShardNewFileOf("edge"));

        await store.Flush(Cancellation);
        await store.Flush(Cancellation);
        Assert.Single(_log.Warnings);
        Assert.NotNull(await store.Find("edge", Cancellation));

        target.Delete();
        await store.Flush(Cancellation);
        Assert.Contains(_log.Lines, line => line.Message.Contains("again", StringComparison.Ordinal));
        store.Dispose();
        using var after = await Open();
        Assert.NotNull(await after.Find("edge", Cancellation));
    }

    [Fact]
    public async Task Flush_WhatWasWrittenCannotTakeItsPlace_LeavesNothingBehindAndTriesAgain()
    {
        using var store = await Open();
        await store.Put("edge", State(1), Cancellation);
        var target = Directory.CreateDirectory(Path.ChangeExtension(ShardNewFileOf("edge"), null));

        await store.Flush(Cancellation);
        Assert.Empty(Directory.GetFiles(_directory, "*.new"));
        Assert.NotNull(await store.Find("edge", Cancellation));

        target.Delete();
        await store.Flush(Cancellation);
        store.Dispose();
        using var after = await Open();
        Assert.NotNull(await after.Find("edge", Cancellation));
    }

    [Fact]
    public async Task Open_EdgesForgottenForLong_AreDropped()
    {
        await Fill(edges: 3);
        _time.Advance(TimeSpan.FromDays(8));

        using var after = await Open();

        Assert.Equal(0, await CountKnown(after, 3));
    }

    [Fact]
    public async Task Put_MoreEdgesThanAllowed_KeepsTheNewest()
    {
        using var store = await Open(new() { MaxEdges = 16 });
        for (var edge = 0; edge < 200; edge++)
        {
            await store.Put($"edge-{edge}", new(Summaries.Now.AddSeconds(edge), new byte[1]), Cancellation);
        }

        Assert.InRange(await CountKnown(store, 200), 1, 16);
        Assert.NotNull(await store.Find("edge-199", Cancellation));
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private string ShardNewFileOf(string edgeId) =>
        Path.Combine(_directory, $"edges-{StableHash.Of(edgeId) % 16:d2}.state.new");

    private async Task Fill(int edges)
    {
        using var store = await Open();
        for (var edge = 0; edge < edges; edge++)
        {
            await store.Put($"edge-{edge}", State((byte)edge), Cancellation);
        }

        await store.Flush(Cancellation);
    }

    private async Task<FileEdgeStateStore> Open(GrainsOptions? options = null)
    {
        var store = new FileEdgeStateStore(
            _directory, new(), options ?? new(), new WindowClock(_time), new(_services.GetRequiredService<IMeterFactory>()), _log);
        await store.Open(Cancellation);
        return store;
    }

    private StoredState State(byte content) => new(_time.GetUtcNow(), new[] { content });

    private static async Task<int> CountKnown(FileEdgeStateStore store, int edges)
    {
        var known = 0;
        for (var edge = 0; edge < edges; edge++)
        {
            known += await store.Find($"edge-{edge}", Cancellation) is null ? 0 : 1;
        }

        return known;
    }
}
