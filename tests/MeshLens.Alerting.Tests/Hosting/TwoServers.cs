using MeshLens.Alerting.Hosting;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Tests.Fakes;
using MeshLens.Core.Verdicts;
using MeshLens.Files;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace MeshLens.Alerting.Tests.Hosting;

/// <summary>Two silos of one cluster, each with alerts, over one directory and one webhook.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-servers").FullName;
    private readonly ScriptedCatalog _catalog = new(new(TimeProvider.System));
    private readonly InProcessTestCluster _cluster;

    private TwoServers(Receiver receiver)
    {
        Receiver = receiver;
        File.WriteAllText(Path.Combine(_directory, "secret"), "a secret that is long enough");
        File.WriteAllText(Path.Combine(_directory, "alerts.yaml"), $"""
            groupWait: 0s
            rules:
              - name: slow
                severity: page
                class: network
                for: 0s
                keepFiringFor: 0s
            without: [network-attributed-latency, network-failures]
            sinks:
              - name: hook
                webhook:
                  url: {receiver.Url}
                  secretFile: {Path.Combine(_directory, "secret")}
            """);
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEdgeCatalog>(_catalog);
            silo.AddMeshLensGrains();
            silo.Services.AddAlerting(
                new()
                {
                    File = Path.Combine(_directory, "alerts.yaml"),
                    DataDirectory = _directory,
                    Every = TimeSpan.FromMilliseconds(200),
                    Term = TimeSpan.FromSeconds(15),
                },
                static _ => static () => new("http://lens:9470/"));
        });
        _cluster = builder.Build();
    }

    public Receiver Receiver { get; }

    public IReadOnlyList<EdgeSummary> Edges
    {
        set => _catalog.Edges = value;
    }

    public static async Task<TwoServers> Start()
    {
        var servers = new TwoServers(await Receiver.Start());
        await servers._cluster.DeployAsync();
        return servers;
    }

    /// <summary>What each server that lives says.</summary>
    public IReadOnlyList<AlertReport> Reports() => [.. _cluster.Silos.Select(silo => Of<IAlerts>(silo).Report())];

    /// <summary>The servers that evaluate and tell.</summary>
    public IReadOnlyList<InProcessSiloHandle> OnDuty() => [.. _cluster.Silos.Where(silo => Of<IAlertDuty>(silo).IsOn)];

    /// <summary>The one server on duty, once there is one.</summary>
    public Task<InProcessSiloHandle> OneOnDuty() => Eventually.Seen("one server to have the duty", () => OnDuty() is [var one] ? one : null);

    /// <summary>What it had locked is free then, as after the death of a process.</summary>
    public async Task Kill(InProcessSiloHandle server)
    {
        var claims = Of<DirectoryClaims>(server);
        await _cluster.KillSiloAsync(server);
        claims.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await Receiver.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private T Of<T>(InProcessSiloHandle silo) where T : notnull => _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<T>();
}
