using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Export;
using MeshLens.Exposition.Scraping;
using MeshLens.Exposition.Self;
using MeshLens.Grains.Mesh;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition;

/// <summary>Metrics for people's own tools: what is needed, and where they are.</summary>
public static class MetricsOut
{
    /// <param name="builder">Beside a silo and ingest, which know edges and nodes.</param>
    /// <param name="configure">Overrides what the configuration section <see cref="ExpositionOptions.Section"/> says.</param>
    public static IHostApplicationBuilder AddMetricsOut(this IHostApplicationBuilder builder, Action<ExpositionOptions>? configure = null)
    {
        var services = builder.Services;
        var section = builder.Configuration.GetSection(ExpositionOptions.Section);
        services.AddMetrics();
        services.AddOptions<ExpositionOptions>().Configure(options =>
        {
            section.Bind(options);
            configure?.Invoke(options);
        }).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ExpositionOptions>, ExpositionOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SelfMetrics>();
        services.AddSingleton<ProcessFigures>();
        services.AddSingleton<AgentFigures>();
        services.AddSingleton<SelfFamilies>();
        services.AddSingleton<EdgeSelection>();
        services.AddSingleton<ExpositionInstruments>();
        services.AddSingleton<Scrape>();
        services.AddSingleton<MetricsEndpoint>();
        services.AddSingleton<OtlpClient>();
        services.AddSingleton<MetricsExport>();
        services.AddSingleton<ISourceNotes, MetricsNotes>();
        services.AddHostedService<OtlpExporter>();
        return builder;
    }

    /// <summary>Answers <c>/metrics</c>. What the server counts of itself is heard from here on.</summary>
    public static WebApplication MapMetricsOut(this WebApplication app)
    {
        app.Services.GetRequiredService<SelfMetrics>();
        MetricsEndpoint.Map(app);
        return app;
    }
}
