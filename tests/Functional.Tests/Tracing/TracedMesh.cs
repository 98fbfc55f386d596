using System.Text.Json;
using Functional.Tests.Rig;
using MeshLens.Server.Listeners;
using MeshLens.Tracing;

namespace Functional.Tests.Tracing;

/// <summary>Services with OpenTelemetry's SDK, each of which calls some others, seen by a real agent in the real kernel; their spans go through the real server.</summary>
internal sealed class TracedMesh : IAsyncDisposable
{
    private static readonly string[] Tellings = ["connections", "names", "addresses"];

    private readonly TemporaryDirectory _directory = new();
    private readonly List<InstrumentedProcess> _services = [];
    private RunningServer? _server;

    private TracedMesh()
    {
    }

    public TraceBackend Backend { get; } = new();

    /// <summary>From one to the other, as MeshLens calls them.</summary>
    public IReadOnlyList<string> Edges { get; private set; } = [];

    /// <param name="services">How many.</param>
    /// <param name="callees">How many others each of them calls.</param>
    public static async Task<TracedMesh> Start(int services, int callees)
    {
        var mesh = new TracedMesh();
        try
        {
            await mesh.Backend.Open(TestContext.Current.CancellationToken);
            await mesh.Begin(services, callees);
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until spans of both ends of every edge are told their edge.</summary>
    public Task Known() => Eventually.Holds(
        "spans of both ends of every edge that are told something",
        () => Seen().Where(static span => span.Told is not null).Select(static span => (span.Expected, span.IsClient)).Distinct().Count() >= 2 * Edges.Count,
        () => $"Told so far: {string.Join(", ", Seen().Where(static span => span.Told is not null).Select(static span => $"{span.Expected} {span.IsClient}").Distinct())}");

    /// <summary>Spans that came, as far as they know what they should be told.</summary>
    public IEnumerable<SeenSpan> Seen() => Backend.Spans.Select(SeenSpan.Of).OfType<SeenSpan>();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await Backend.DisposeAsync();
        _directory.Dispose();
    }

    private async Task Begin(int services, int callees)
    {
        _server = await RunningServer.Start(Endpoints(services), ["--address", "127.0.88.0/24", "--node", $"functional-traced-{services}"], adjust: options => options with
        {
            Otlp = Listener("OTLP", TracingPaths.Grpc),
            OtlpHttp = Listener("OTLP/HTTP", TracingPaths.Http),
            Backend = new() { Addresses = [Backend.Http.AbsoluteUri] },
            PublicUrl = "https://meshlens.example",
        });
        var proxies = _server.Addresses.Proxies.ToList();
        var (grpc, http) = (proxies[0], proxies[1]);
        for (var number = 0; number < services; number++)
        {
            var isGrpc = number % 2 == 0;
            _services.Add(await InstrumentedProcess.Start(number + 1, Tellings[number % Tellings.Length], isGrpc ? grpc : http, isGrpc));
        }

        var edges = new List<string>();
        foreach (var (number, service) in _services.Index())
        {
            var called = Enumerable.Range(1, callees).Select(step => _services[(number + step) % services]).ToList();
            await service.Call(called);
            edges.AddRange(called.Select(callee => $"local~functional~{service.Name}~functional~{callee.Name}~{callee.Address.Port}"));
        }

        Edges = edges;
    }

    private static ListenerOptions Listener(string purpose, IReadOnlyList<string> paths) => new() { Purpose = purpose, Address = "127.0.0.1:0", Paths = paths };

    private string Endpoints(int services) => _directory.File("endpoints.json", JsonSerializer.Serialize(new
    {
        endpoints = Enumerable.Range(1, services).Select(static number => new { address = $"127.0.88.{number}", @namespace = "functional", name = $"svc-{number}" }),
    }));
}
