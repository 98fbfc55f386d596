using System.Diagnostics.Metrics;
using MeshLens.Core.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Grains.Tests;

public sealed class RefusalNotesTests
{
    [Fact]
    public void Notes_OfRefusedEdges_CountTheRequestsLostWithThem()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var instruments = new GrainsInstruments(services.GetRequiredService<IMeterFactory>());
        instruments.EdgeRefused(new());

        Assert.Empty(new RefusalNotes(instruments).Notes());

        instruments.EdgeRefused(new() { Hops = [new HopDelta { Ended = 40 }, new HopDelta { Ended = 2 }] });

        Assert.StartsWith("42 logged requests", Assert.Single(new RefusalNotes(instruments).Notes()), StringComparison.Ordinal);
    }
}
