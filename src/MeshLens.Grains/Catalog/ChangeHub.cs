using System.Collections.Immutable;

namespace MeshLens.Grains.Catalog;

/// <summary>Fans out to the watchers of this process what the catalog says once.</summary>
internal sealed class ChangeHub(IGrainFactory grains, GrainsInstruments instruments) : ICatalogObserver
{
    /// <summary>How long the catalog remembers an observer that does not renew its subscription.</summary>
    public static readonly TimeSpan Subscription = TimeSpan.FromSeconds(60);

    /// <summary>Watchers at a time; further ones are refused.</summary>
    public const int MaxWatchers = 256;

    private ImmutableList<ChangeQueue> _watchers = [];
    private ICatalogObserver? _self;

    public bool IsWatched => !_watchers.IsEmpty;

    public Task Changed(List<EdgeChange> changes)
    {
        foreach (var watcher in _watchers)
        {
            watcher.Add(changes);
        }

        return Task.CompletedTask;
    }

    /// <exception cref="TooManyWatchersException">Too many watch already.</exception>
    public async Task<ChangeQueue> Open(EdgeQuery filter)
    {
        var watcher = new ChangeQueue(filter);
        if (_watchers.Count >= MaxWatchers)
        {
            throw new TooManyWatchersException(MaxWatchers);
        }

        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(watcher));
        instruments.WatchersAre(_watchers.Count);
        await Renew();
        return watcher;
    }

    public void Close(ChangeQueue watcher)
    {
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(watcher));
        instruments.WatchersAre(_watchers.Count);
    }

    /// <summary>Subscribes for another while, if anybody watches.</summary>
    public async Task Renew()
    {
        if (IsWatched)
        {
            _self ??= grains.CreateObjectReference<ICatalogObserver>(this);
            await grains.GetGrain<ICatalogGrain>(0).Subscribe(_self);
        }
    }
}
