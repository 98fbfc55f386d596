using MeshLens.Alerting;
using MeshLens.Alerting.Reports;
using MeshLens.Api.Alerts;
using MeshLens.Api.Configuration;
using MeshLens.Api.Edges;
using MeshLens.Api.Health;
using MeshLens.Api.Mesh;
using MeshLens.Api.Nodes;
using MeshLens.Api.Pages;
using MeshLens.Api.Probes;
using MeshLens.Api.Problems;
using MeshLens.Api.Stream;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Mesh;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MeshLens.Api;

/// <summary>The web API and the page that links lead to: what they need, and where they answer.</summary>
public static class MeshLensApi
{
    public static IServiceCollection AddMeshLensApi(this IServiceCollection services)
    {
        services.AddMeshLensProblems();
        services.AddSingleton<IEdgeAnswers, GrainEdgeAnswers>();
        services.AddSingleton<EdgeDiagnoses>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConfigurationAnswers, NoConfiguration>();
        services.TryAddSingleton<IMeshDirectory, NoMesh>();
        services.TryAddSingleton<IAlerts, NoAlerts>();
        services.AddOpenApi("v1", OpenApiDescription.Describe);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, DiagnosisJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(2, AlertingJson.Default);
        });
        return services;
    }

    public static WebApplication UseMeshLensApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealth();
        app.MapOpenApi();
        app.MapPages();

        var v1 = app.MapGroup("/api/v1");
        v1.MapEdges();
        v1.MapConfiguration();
        v1.MapStream();
        v1.MapNodes();
        v1.MapMesh();
        v1.MapProbes();
        v1.MapAlerts();
        return app;
    }
}
