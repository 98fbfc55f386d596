using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Persistence;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace MeshLens.Grains.Edges;

/// <summary>What every edge of a silo shares.</summary>
internal sealed class EdgeServices(
    WindowClock clock,
    EdgeRegistry registry,
    SummaryPublisher publisher,
    IEdgeStateStore store,
    Serializer<EdgeMemory> serializer,
    Serializer<EdgeSnapshot> snapshots,
    GrainsInstruments instruments,
    IEndpointPlaces places,
    IEdgeConfigurations configurations,
    IPathProbes paths,
    IOptions<GrainsOptions> options)
{
    public WindowClock Clock => clock;

    public EdgeRegistry Registry => registry;

    public SummaryPublisher Publisher => publisher;

    public IEdgeStateStore Store => store;

    public Serializer<EdgeMemory> Serializer => serializer;

    public Serializer<EdgeSnapshot> Snapshots => snapshots;

    public GrainsInstruments Instruments => instruments;

    public IEndpointPlaces Places => places;

    public IPathProbes Paths => paths;

    public IEdgeConfigurations Configurations => configurations;

    public TimeSpan SaveEvery => options.Value.SaveEvery;
}
