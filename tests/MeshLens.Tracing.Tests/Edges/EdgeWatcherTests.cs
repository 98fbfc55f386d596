using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Tests.Rig;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Tracing.Tests.Edges;

public sealed class EdgeWatcherTests
{
    private static readonly EdgeSummary Cart = KnownEdges.Between("frontend", "cart", 80);
    private static readonly EdgeSummary Payments = KnownEdges.Between("frontend", "payments", 8080);

    private readonly FakeCatalog _catalog = new();
    private readonly EdgeDirectory _directory = KnownEdges.Directory();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAll_AnEdgeThatIsNoLongerTold_GoesWithTheSecondReading()
    {
        using var watcher = Create(new CatalogFeed(_catalog));
        (_catalog.Edges[Cart.Id], _catalog.Edges[Payments.Id]) = (Cart, Payments);
        await watcher.ReadAll(Cancellation);
        _catalog.Edges.TryRemove(Cart.Id, out _);

        await watcher.ReadAll(Cancellation);
        Assert.Equal(2, _directory.Index.Count);
        await watcher.ReadAll(Cancellation);

        Assert.Equal(Payments.Id, Assert.Single(_directory.Index.From("frontend").ToArray()).Latest.Summary.Id);
    }

    [Fact]
    public async Task ReadAll_AnEdgeThatComesWhileTheOthersAreRead_Stays()
    {
        var feed = new RacingFeed(_directory);
        using var watcher = Create(feed);
        await watcher.ReadAll(Cancellation);
        await watcher.ReadAll(Cancellation);

        feed.Comes = Payments;
        await watcher.ReadAll(Cancellation);

        Assert.Equal(2, _directory.Index.Count);
    }

    private EdgeWatcher Create(IEdgeFeed feed) => new(feed, _directory, new FakeTimeProvider(), NullLogger<EdgeWatcher>.Instance);

    // Whoever follows changes learns of an edge that the list, made before, does not have.
    private sealed class RacingFeed(EdgeDirectory directory) : IEdgeFeed
    {
        public EdgeSummary? Comes { get; set; }

        public Task<IReadOnlyCollection<EdgeSummary>> AllAsync(CancellationToken cancellation)
        {
            if (Comes is { } edge)
            {
                directory.Put(edge);
            }

            return Task.FromResult<IReadOnlyCollection<EdgeSummary>>([Cart]);
        }

        public IAsyncEnumerable<EdgeChanges> WatchAsync(CancellationToken cancellation) => throw new NotSupportedException("Nothing is followed here.");
    }
}
