using MeshLens.Alerting.Reports;
using MeshLens.Api.Configuration;
using MeshLens.Api.Edges;
using MeshLens.Api.Tests.Fakes;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Nodes;
using MeshLens.Grains.Probes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Api.Tests;

/// <summary>The whole API in memory, over fakes.</summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiUnderTest(WebApplication app) => (_app, Client) = (app, app.GetTestClient());

    public HttpClient Client { get; }

    public FakeCatalog Catalog { get; private init; } = new();

    public FakeAnswers Answers { get; private init; } = new();

    public FakeAlerts Alerts { get; private init; } = new();

    /// <param name="withConfiguration">A control plane serves the mesh's configuration.</param>
    /// <param name="now">What the clock says; the machine's unless given.</param>
    public static async Task<ApiUnderTest> Create(bool withConfiguration = false, DateTimeOffset? now = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var (catalog, answers, alerts) = (new FakeCatalog(), new FakeAnswers(), new FakeAlerts());
        builder.Services.AddMeshLensApi()
            .AddSingleton<IEdgeCatalog>(catalog).AddSingleton<IEdgeAnswers>(answers).AddSingleton<INodeDirectory, FakeNodes>().AddSingleton<IMeshDirectory, FakeMeshDirectory>()
            .AddSingleton<IProbeDirectory, FakeProbes>().AddSingleton<IProbeDesk, FakeProbes>().AddSingleton<IAlerts>(alerts);
        if (now is { } instant)
        {
            builder.Services.AddSingleton<TimeProvider>(new StoppedClock(instant));
        }

        if (withConfiguration)
        {
            builder.Services.AddSingleton<IConfigurationAnswers, FakeConfiguration>();
        }

        var app = builder.Build();
        app.UseMeshLensApi();
        await app.StartAsync();
        return new ApiUnderTest(app) { Catalog = catalog, Answers = answers, Alerts = alerts };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
