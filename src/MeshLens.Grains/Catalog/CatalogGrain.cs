using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Utilities;

namespace MeshLens.Grains.Catalog;

/// <summary>Holds the table of edges and tells observers what changed in it.</summary>
internal sealed class CatalogGrain(
    WindowClock clock, GrainsInstruments instruments, IOptions<GrainsOptions> options, ILogger<CatalogGrain> log) : Grain, ICatalogGrain
{
    private readonly EdgeTable _table = new(options.Value.MaxEdges);
    private readonly TimeSpan _dropAfter = options.Value.DropIdleAfter;
    private readonly ObserverManager<ICatalogObserver> _observers = new(ChangeHub.Subscription, log);
    private DateTimeOffset _nextCleaning = clock.Now;

    public Task Publish(List<EdgeSummary> changed, List<string> gone)
    {
        List<EdgeChange> changes = new(changed.Count + gone.Count);
        foreach (var edge in changed)
        {
            if (_table.Put(edge) is { } change)
            {
                changes.Add(change);
            }
            else
            {
                instruments.SummaryShed();
            }
        }

        Remove(gone, changes);
        Clean(changes);
        instruments.CatalogHolds(_table.Count);
        return changes.Count == 0 ? Task.CompletedTask : _observers.Notify(observer => observer.Changed(changes));
    }

    public Task<EdgePage> List(EdgeQuery query) => Task.FromResult(_table.List(query));

    public Task<AllEdges> All() => Task.FromResult(new AllEdges(_table.All()));

    public Task<EdgeSummary?> Find(string edgeId) => Task.FromResult(_table.Find(edgeId));

    public Task Subscribe(ICatalogObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    // A silo that died takes its edges' farewell with it, so silent ones are dropped by their age as well.
    private void Clean(List<EdgeChange> changes)
    {
        if (clock.Now >= _nextCleaning)
        {
            _nextCleaning = clock.Now + TimeSpan.FromMinutes(1);
            Remove(_table.SilentSince(clock.Now - _dropAfter), changes);
        }
    }

    private void Remove(List<string> gone, List<EdgeChange> changes)
    {
        foreach (var edgeId in gone)
        {
            if (_table.Remove(edgeId) is { } change)
            {
                changes.Add(change);
            }
        }
    }
}
