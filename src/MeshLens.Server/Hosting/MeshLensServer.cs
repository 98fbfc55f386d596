using MeshLens.Alerting.Hosting;
using MeshLens.Api;
using MeshLens.Exposition;
using MeshLens.Grains.Hosting;
using MeshLens.Ingest;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Probes;
using MeshLens.Server.Commands;
using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Metrics;
using MeshLens.Server.Supervision;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace MeshLens.Server.Hosting;

/// <summary>The whole server: silo, ingest and API in one process and, with <c>meshlens run</c>, an agent as its child.</summary>
internal static class MeshLensServer
{
    /// <param name="agentArguments">Passed on to a supervised agent; null starts none.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Run(ServerOptions options, IReadOnlyList<string>? agentArguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> errors = ServerOptionsValidation.Validate(options);
        if (errors.Count == 0)
        {
            errors = [.. Taken(options)];
        }

        if (errors.Count > 0)
        {
            return Refuse(errors);
        }

        try
        {
            await using var app = Build(options, agentArguments);
            if (!await Starts(app, cancellationToken))
            {
                return ExitCodes.Success;
            }

            Announce(app.Services.GetRequiredService<BoundAddresses>(), options);
            await app.WaitForShutdownAsync(cancellationToken);
            return app.Services.GetRequiredService<AgentOutcome>().CannotWatch ? ExitCodes.Misuse : FailedParts.Any(app.Services) ? ExitCodes.Failure : ExitCodes.Success;
        }
        catch (OptionsValidationException e)
        {
            return Refuse(e.Failures);
        }
        catch (IOException e)
        {
            return Refuse([$"{e.Message} Choose another address (--listen, --agents, --als, --otlp, --otlp-http), or stop what uses it."]);
        }
    }

    /// <param name="options">Valid ones.</param>
    /// <param name="agentArguments">Passed on to a supervised agent; null starts none.</param>
    /// <param name="time">The clock of windows, baselines and pauses; the machine's unless given.</param>
    public static WebApplication Build(ServerOptions options, IReadOnlyList<string>? agentArguments, TimeProvider? time = null) =>
        Build(options, agents: agentArguments is null ? [] : [agentArguments], time);

    /// <param name="options">Valid ones.</param>
    /// <param name="agents">A supervised agent for each: what is passed on to it.</param>
    /// <param name="time">The clock of windows, baselines and pauses; the machine's unless given.</param>
    public static WebApplication Build(ServerOptions options, IReadOnlyList<IReadOnlyList<string>> agents, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ToStandardError();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Api, options.Api.CertificateFile is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2);
            kestrel.UseAgentStreams().Listen(options.Agents, HttpProtocols.Http2);
            kestrel.ListenToProxies(options);
        });

        builder.Services.AddSingleton(time ?? TimeProvider.System).AddSingleton<BoundAddresses>().AddSingleton<AgentOutcome>();
        builder.AddMeshLensSilo(grains => grains.DataDirectory = options.DataDirectory);
        builder.Services.AddIngest(builder.Configuration).Configure<IngestOptions>(ingest => ingest.EndpointFile = options.EndpointsFile ?? "").Configure<ProbeOptions>(options.Probes.ApplyTo);
        builder.AddProxies(options);
        builder.Services.AddMesh(MeshServices.Read(options.Mesh, []));
        builder.Services.AddProxyMetrics(MetricsSourcesReading.Read(options.Metrics, options.Mesh.NamesAnybody, []));
        builder.Services.AddAlerting(options.Alerts with { DataDirectory = options.DataDirectory }, services => () => options.PublicUrl is { } url ? new(url) : services.GetRequiredService<BoundAddresses>().Link);
        builder.Services.AddMeshLensApi();
        builder.AddMetricsOut(options.MetricsOut.Apply);
        foreach (var passedOn in agents)
        {
            builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<AgentSupervisor>(
                services, new AgentArguments(services.GetRequiredService<BoundAddresses>(), options.Agents, passedOn)));
        }

        var app = builder.Build();
        app.UseListenerPaths(options.Listeners);
        app.UseListenerTokens(options.Listeners);
        app.UseMeshLensApi();
        app.MapMetricsOut();
        app.MapIngest();
        app.MapProxies(options);
        return app;
    }

    /// <summary>False when it was told to stop meanwhile: whatever that interrupted, nobody has used it yet.</summary>
    private static async Task<bool> Starts(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return true;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static IEnumerable<string> Taken(ServerOptions options) =>
        new[] { (options.Api, "--listen"), (options.Agents, "--agents"), (options.AccessLogs, "--als"), (options.Otlp, "--otlp"), (options.OtlpHttp, "--otlp-http") }
            .SelectMany(static each => each.Item1 is { } listener ? AddressCheck.Validate(listener, each.Item2) : []);

    private static void Announce(BoundAddresses addresses, ServerOptions options)
    {
        foreach (var (address, listener) in addresses.Proxies.Zip(options.Listeners.Skip(2)))
        {
            Console.Error.WriteLine($"Proxies report to {address} ({listener.Purpose}).");
        }

        Console.Error.WriteLine($"MeshLens answers at {addresses.Api} (try: meshlens edges --server {addresses.Api}).");
        Console.Error.WriteLine($"Agents report to {addresses.Agents}.");
    }

    private static int Refuse(IEnumerable<string> errors)
    {
        foreach (var error in errors)
        {
            Console.Error.WriteLine(error);
        }

        return ExitCodes.Misuse;
    }
}
