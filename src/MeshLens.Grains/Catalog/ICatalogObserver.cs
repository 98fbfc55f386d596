using Orleans.Concurrency;

namespace MeshLens.Grains.Catalog;

/// <summary>Is told what changed in the catalog.</summary>
[Alias("meshlens.catalog-observer")]
internal interface ICatalogObserver : IGrainObserver
{
    [OneWay, Alias("changed")]
    Task Changed([Immutable] List<EdgeChange> changes);
}
