using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Tests.Rig;

namespace Functional.Tests.Tracing;

/// <summary><c>meshlens server</c> between applications and a backend, as a process of its own with little room.</summary>
internal sealed partial class HopProcess : IAsyncDisposable
{
    private HopProcess(ServerProcess server, Uri grpc, Uri http) => (Server, Grpc, Http) = (server, grpc, http);

    public ServerProcess Server { get; }

    public Uri Grpc { get; }

    public Uri Http { get; }

    public static async Task<HopProcess> Start(TraceBackend backend)
    {
        var server = await ServerProcess.Await(ChildProcess.Start(
            "env",
            "MeshLens__Tracing__QueueBytes=1048576", "MeshLens__Tracing__RetryFirst=00:00:00.05", "MeshLens__Tracing__RetryLongest=00:00:01",
            Programs.Server, "server", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--no-data", "--otlp", "127.0.0.1:0", "--otlp-http", "127.0.0.1:0",
            "--otlp-backend", $"{backend.Http}", "--otlp-backend", $"{backend.Grpc}"));
        return new(
            server,
            new(await server.Process.ErrorLine(@"Proxies report to (\S+) \(OTLP\)")),
            new(await server.Process.ErrorLine(@"Proxies report to (\S+) \(OTLP/HTTP\)")));
    }

    /// <summary>Spans of which the server says this became, in its own metrics; zero while it says nothing.</summary>
    public async Task<long> Counted(string result)
    {
        var text = await Server.Api.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        return Spans().Matches(text).Where(found => found.Groups["labels"].Value.Contains($"result=\"{result}\"", StringComparison.Ordinal))
            .Sum(static found => (long)double.Parse(found.Groups["value"].Value, CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    // meshlens_forward_spans_total{result="Accepted"} 12
    [GeneratedRegex(@"^meshlens_forward_spans_total\{(?<labels>[^}]*)\} (?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex Spans();
}
