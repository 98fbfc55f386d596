using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using MeshLens.Files;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MeshLens.Grains.Hosting;

/// <summary>Hosts the edges.</summary>
public static class SiloHosting
{
    /// <summary>Adds a silo of one, on loopback alone, that needs nothing else.</summary>
    /// <param name="configure">Overrides what the configuration section <see cref="GrainsOptions.Section"/> says.</param>
    public static IHostApplicationBuilder AddMeshLensSilo(this IHostApplicationBuilder builder, Action<GrainsOptions>? configure = null)
    {
        var section = builder.Configuration.GetSection(GrainsOptions.Section);
        var options = section.Get<GrainsOptions>() ?? new();
        configure?.Invoke(options);

        // Its warnings advise on clusters and servers that have nothing to do with a silo of one.
        builder.Logging.AddFilter("Orleans", LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(options.SiloPort is > 0 and <= ushort.MaxValue ? options.SiloPort : FreePort.Find(), gatewayPort: 0);
            silo.AddMeshLensGrains(grains =>
            {
                section.Bind(grains);
                configure?.Invoke(grains);
            });
        });
        return builder;
    }

    /// <summary>Adds the edges and their catalog to a silo, however it is clustered.</summary>
    public static ISiloBuilder AddMeshLensGrains(this ISiloBuilder silo, Action<GrainsOptions>? configure = null)
    {
        var services = silo.Services;
        services.AddMetrics();
        services.AddOptions<GrainsOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GrainsOptions>, GrainsOptionsValidator>());
        services.TryAddSingleton(provider => new WindowClock(provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.TryAddSingleton<GrainsInstruments>();
        services.AddSingleton<ISourceNotes, RefusalNotes>();
        services.TryAddSingleton<DirectoryClaims>();
        services.TryAddSingleton(CreateStore);
        services.TryAddSingleton<IEdgeConfigurations, NoEdgeConfigurations>();

        services.TryAddSingleton<IEndpointPlaces, NoPlaces>();
        services.TryAddSingleton<IPathProbes, NoPaths>();
        services.TryAddSingleton<EdgeRegistry>();
        services.TryAddSingleton<IEdgeTotals>(provider => provider.GetRequiredService<EdgeRegistry>());
        services.TryAddSingleton<EdgeServices>();
        services.TryAddSingleton<EdgeSweep>();
        services.TryAddSingleton<SummaryPublisher>();
        services.TryAddSingleton<ChangeHub>();
        services.TryAddSingleton<IEdgeCatalog, EdgeCatalog>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Upkeep>();

        // An edge stays for as long as it may be silent; Orleans would drop it after a quarter of an hour.
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<GrainsOptions>>((collection, grains) =>
            collection.ClassSpecificCollectionAge[typeof(EdgeGrain).FullName!] = grains.Value.DropIdleAfter);
        return silo;
    }

    private static IEdgeStateStore CreateStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<GrainsOptions>>().Value;
        return string.IsNullOrWhiteSpace(options.DataDirectory)
            ? new MemoryEdgeStateStore(options.MaxEdges, services.GetRequiredService<GrainsInstruments>())
            : ActivatorUtilities.CreateInstance<FileEdgeStateStore>(services, options.DataDirectory, options);
    }
}
