using MeshLens.Alerting.Reports;
using MeshLens.Alerting.State;
using MeshLens.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MeshLens.Alerting.Hosting;

/// <summary>Adds alerts to a server that has edges.</summary>
public static class AlertingServices
{
    /// <param name="services">A catalog of edges and a <c>WindowClock</c> are among them.</param>
    /// <param name="options">Valid ones: see <see cref="AlertingValidation"/>.</param>
    /// <param name="api">Where the web API answers, asked once it does, for links; null where that is no address that people could follow.</param>
    public static IServiceCollection AddAlerting(this IServiceCollection services, AlertingOptions options, Func<IServiceProvider, Func<Uri?>> api)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DirectoryClaims>();
        services.TryAddSingleton<IAlertStore>(provider => options.DataDirectory is { } directory
            ? ActivatorUtilities.CreateInstance<FileAlertStore>(provider, directory)
            : new MemoryAlertStore());
        services.AddSingleton(options);
        services.AddSingleton(provider => new LinkBase(api(provider)));
        services.AddMetrics();
        services.TryAddSingleton<AlertingInstruments>();
        services.AddSingleton<RuleSource>();
        services.TryAddSingleton<IAlertDuty, AlertDuty>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<IAlerts>(static provider => provider.GetRequiredService<AlertDesk>());
        services.AddHostedService<AlertingService>();
        return services;
    }
}
