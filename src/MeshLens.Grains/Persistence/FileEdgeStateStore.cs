using MeshLens.Core.Windows;
using MeshLens.Files;
using Microsoft.Extensions.Logging;

namespace MeshLens.Grains.Persistence;

/// <summary>The embedded store: a few files in one directory, each written whole beside its old self and renamed over it.</summary>
/// <remarks>
/// A file per shard and not per edge, because ten thousand small files would each cost a disk block and a rename. A disk
/// that is full or gone turns into one warning and a store that goes on in memory; every flush tries again.
/// </remarks>
internal sealed partial class FileEdgeStateStore : IEdgeStateStore, IDisposable
{
    private const int Shards = 16;

    private readonly string _directory;
    private readonly DirectoryClaim _claim;
    private readonly TimeSpan _forgetAfter;
    private readonly WindowClock _clock;
    private readonly GrainsInstruments _instruments;
    private readonly ILogger<FileEdgeStateStore> _log;
    private readonly StateShard[] _shards;
    private readonly SemaphoreSlim _flushing = new(1);
    private bool _failing;

    public FileEdgeStateStore(
        string directory, DirectoryClaims claims, GrainsOptions options, WindowClock clock, GrainsInstruments instruments, ILogger<FileEdgeStateStore> log)
    {
        _claim = claims.Of(directory);
        _directory = directory;
        _forgetAfter = options.ForgetEdgesAfter;
        _clock = clock;
        _instruments = instruments;
        _log = log;
        _shards = [.. Enumerable.Range(0, Shards).Select(shard => new StateShard(
            Path.Combine(directory, $"edges-{shard:d2}.state"), Math.Max(1, (options.MaxEdges + Shards - 1) / Shards)))];
    }

    public async Task Open(CancellationToken cancellation)
    {
        if (!TryClaim())
        {
            return;
        }

        foreach (var shard in _shards)
        {
            await Load(shard, cancellation);
        }

        LogOpened(_directory, _shards.Sum(shard => shard.Count));
    }

    public bool Outlives => true;

    public ValueTask<StoredState?> Find(string edgeId, CancellationToken cancellation)
    {
        var shard = ShardOf(edgeId);
        try
        {
            return ValueTask.FromResult(shard.Find(edgeId));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(failure, shard.Path);
            return ValueTask.FromResult<StoredState?>(null);
        }
    }

    public ValueTask Put(string edgeId, StoredState state, CancellationToken cancellation)
    {
        if (state.Bytes.Length > ShardFile.MaxRecordBytes / 2 || !ShardOf(edgeId).Put(edgeId, state))
        {
            _instruments.StateShed();
        }

        return ValueTask.CompletedTask;
    }

    public async Task Flush(CancellationToken cancellation)
    {
        await _flushing.WaitAsync(cancellation);
        try
        {
            // A claim refused at the start may be free by now: the other process stopped, or the disk came back.
            if (TryClaim())
            {
                await FlushShards(cancellation);
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    public void Dispose()
    {
        _claim.Dispose();
        _flushing.Dispose();
    }

    private StateShard ShardOf(string edgeId) => _shards[StableHash.Of(edgeId) % Shards];

    private bool TryClaim()
    {
        try
        {
            _claim.Take();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ReportFailure(failure);
            return false;
        }
    }

    private async Task Load(StateShard shard, CancellationToken cancellation)
    {
        try
        {
            var content = ShardFile.Index(await File.ReadAllBytesAsync(shard.Path, cancellation));
            var forgetBefore = _clock.Now - _forgetAfter;
            shard.Fill(content.Records.Where(record => record.SavedAt >= forgetBefore));
            if (content.Damage is { } damage)
            {
                File.Copy(shard.Path, shard.Path + ".damaged", overwrite: true);
                LogDamaged(shard.Path, damage, content.Records.Count);
            }
        }
        catch (FileNotFoundException)
        {
            // The first start, or a shard that no edge has hashed to yet.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(failure, shard.Path);
        }
    }

    private async Task FlushShards(CancellationToken cancellation)
    {
        try
        {
            var forgetBefore = _clock.Now - _forgetAfter;
            foreach (var shard in _shards)
            {
                await Task.Run(() => shard.Flush(forgetBefore), cancellation);
            }

            // Once for all of them.
            DirectoryEntries.Flush(_directory);
            ReportSuccess();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ReportFailure(failure);
        }
    }

    private void ReportFailure(Exception failure)
    {
        _instruments.StateWriteFailed();
        if (!_failing)
        {
            _failing = true;
            LogFailing(failure.Message, _directory);
        }
    }

    private void ReportSuccess()
    {
        if (_failing)
        {
            _failing = false;
            LogRecovered(_directory);
        }
    }
}
