namespace MeshLens.Server.Metrics;

/// <summary>Adds the reader of metrics, where one was asked for.</summary>
internal static class MetricsServices
{
    public static IServiceCollection AddProxyMetrics(this IServiceCollection services, MetricsSources sources) =>
        sources is { Scrape: null, Prometheus: null }
            ? services
            : services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MetricsReading>(provider, sources))
                .AddHostedService(static provider => provider.GetRequiredService<MetricsReading>());
}
