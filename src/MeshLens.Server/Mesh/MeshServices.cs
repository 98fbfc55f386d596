using MeshLens.Api.Configuration;
using MeshLens.Grains.Mesh;
using MeshLens.Kubernetes.Access;

namespace MeshLens.Server.Mesh;

/// <summary>Adds the readers of the mesh that were asked for, and what they say of themselves.</summary>
internal static class MeshServices
{
    /// <summary>The sources as this process's surroundings have them; errors are added to <paramref name="problems"/>.</summary>
    public static MeshSources Read(MeshOptions options, List<string> problems) =>
        MeshSourcesReading.Read(options, Environment.GetEnvironmentVariable, InCluster.AccountDirectory, problems);

    public static IServiceCollection AddMesh(this IServiceCollection services, MeshSources sources)
    {
        if (sources.ControlPlane is { } plane)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ControlPlaneReading>(provider, plane, sources.Node))
                .AddHostedService(static provider => provider.GetRequiredService<ControlPlaneReading>())
                .AddSingleton(provider => ActivatorUtilities.CreateInstance<MeshViews>(provider, sources.Views))
                .AddSingleton<MeshConfiguration>()
                .AddHostedService(static provider => provider.GetRequiredService<MeshConfiguration>())
                .AddSingleton<IConfigurationAnswers>(static provider => provider.GetRequiredService<MeshConfiguration>())
                .AddSingleton<IEdgeConfigurations, EdgeConfigurations>();
        }

        if (sources.Clusters.Count > 0)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ClusterReading>(provider, sources.Clusters))
                .AddHostedService(static provider => provider.GetRequiredService<ClusterReading>());
        }

        return services.AddSingleton<IMeshDirectory, MeshDirectory>();
    }
}
