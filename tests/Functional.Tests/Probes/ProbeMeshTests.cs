using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Functional.Tests.Rig;

namespace Functional.Tests.Probes;

/// <summary>Two agents that only probe, their server, and whoever asks it. No right is needed for any of it.</summary>
public sealed class ProbeMeshTests
{
    [Fact]
    public async Task Agents_OnOneMachine_ProbeThemselvesAndEachOther()
    {
        await using var mesh = await Create();

        var pairs = await mesh.Pairs(static pair => pair.GetProperty("baselineMs").ValueKind == JsonValueKind.Number);

        Assert.Equal(["a a", "a b", "b a", "b b"], pairs.Select(Name).Order(StringComparer.Ordinal));
        Assert.All(pairs, static pair => Assert.Equal("tcp", pair.GetProperty("protocol").GetString()));
        Assert.All(pairs, static pair => Assert.InRange(pair.GetProperty("medianMs").GetDouble(), 0.001, 60_000));
        Assert.Equal(["same-node", "cross-zone", "cross-zone", "same-node"], pairs.OrderBy(Name, StringComparer.Ordinal).Select(static pair => pair.GetProperty("scope").GetString()!));
    }

    [Theory]
    [InlineData("tcp", "PROBE b (127.0.0.3:", "seq=1 time=")]
    [InlineData("http", "PROBE b (127.0.0.3:", "seq=1 status=204 connect=")]
    public Task Probe_Command_PrintsEveryProbeAndSumsUp(string protocol, string head, string first) => CommandPrints(protocol, head, first);

    [RootTheory]
    [InlineData("icmp", "PROBE b (127.0.0.3) by icmp from a", "seq=1 time=")]
    public Task Probe_CommandByIcmp_PrintsEveryProbeAndSumsUp(string protocol, string head, string first) => CommandPrints(protocol, head, first);

    [Fact]
    public async Task Probe_OfAServiceByItsName_IsAnsweredByTheService()
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        await using var mesh = await Create(directory.File("endpoints.json", $$"""
            {"endpoints": [{"address": "{{Traffic.Callee}}", "port": {{traffic.Port}}, "namespace": "functional", "name": "callee", "kind": "service"}]}
            """));
        await mesh.Pairs(static _ => true);

        var ended = await ChildProcess.Run(Programs.Server, "probe", $"callee.functional:{traffic.Port}", "--from", "b", "--count", "2", "--interval", "100", "--timeout", "10000", "--server", $"{mesh.Server.Addresses.Api}");

        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith($"PROBE callee.functional:{traffic.Port} ({Traffic.Callee}:{traffic.Port}) by tcp from b, 2 each", ended.Output, StringComparison.Ordinal);
        Assert.Contains("2 sent, 2 answered, 0 refused, 0 lost (0%)", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfAPortWhereNobodyListens_IsRefusedAndNotLost()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        await using var mesh = await Create(directory.File("endpoints.json", $$"""
            {"endpoints": [{"address": "127.0.0.1", "port": {{port}}, "namespace": "functional", "name": "closed", "kind": "service"}]}
            """));
        await mesh.Pairs(static _ => true);

        var ended = await ChildProcess.Run(Programs.Server, "probe", $"closed.functional:{port}", "--from", "b", "--count", "2", "--interval", "100", "--timeout", "10000", "--server", $"{mesh.Server.Addresses.Api}");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("from b: seq=1 refused", ended.Output, StringComparison.Ordinal);
        Assert.Contains("2 sent, 0 answered, 2 refused, 0 lost (0%)", ended.Output, StringComparison.Ordinal);
    }

    // All of them would take a quarter of an hour.
    [Fact]
    public async Task Probe_OfManyProbes_TellsEachAsItEnds()
    {
        await using var mesh = await Create();
        await mesh.Pairs(static _ => true);
        using var question = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probes") { Content = new StringContent("""{"target":"b","from":["a"],"protocol":"tcp","count":100,"intervalMs":10000,"timeoutMs":10000}""", null, "application/json") };

        using var response = await mesh.Server.Api.Http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("{\"accepted\":", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("{\"probe\":{\"from\":\"a\",\"sequence\":1,\"outcome\":\"answered\"", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Agents_ToldTheirNodesByAFile_ProbeThoseWithoutAPortByIcmp()
    {
        using var directory = new TemporaryDirectory();
        var nodes = directory.File("nodes.json", """[{"node":"a","address":"127.0.0.2"},{"node":"b","address":"127.0.0.3"}]""");
        await using var mesh = await Create(null, "--probe-nodes", nodes);

        var pairs = await mesh.Pairs(static pair => pair.GetProperty("medianMs").ValueKind == JsonValueKind.Number);

        Assert.Equal(["a a", "a b", "b a", "b b"], pairs.Select(Name).Order(StringComparer.Ordinal));
        Assert.All(pairs, static pair => Assert.Equal("icmp", pair.GetProperty("protocol").GetString()));
    }

    [Fact]
    public async Task Probe_OfWhatNobodyKnows_IsRefusedWithTheWayToAllowIt()
    {
        await using var mesh = await Create();
        await mesh.Pairs(static _ => true);

        var ended = await ChildProcess.Run(Programs.Server, "probe", "192.0.2.1:22", "--server", $"{mesh.Server.Addresses.Api}");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("--probe-allow", string.Join('\n', ended.ErrorLines), StringComparison.Ordinal);
        using var response = await mesh.Server.Api.Http.PostAsync("/api/v1/probes", new StringContent("""{"target":"192.0.2.1:22"}""", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Agent_Ends_AndTheOthersFindIt()
    {
        await using var mesh = await Create();
        await mesh.Pairs(static _ => true);

        await mesh.B.Stop();

        await mesh.Pairs(static pair => Name(pair) != "a b" || pair.GetProperty("state").GetString() is "unreachable" or "unknown");
    }

    private static string Name(JsonElement pair) => $"{pair.GetProperty("from").GetString()} {pair.GetProperty("to").GetString()}";

    private static async Task CommandPrints(string protocol, string head, string first)
    {
        await using var mesh = await Create();
        await mesh.Pairs(static _ => true);

        var ended = await ChildProcess.Run(Programs.Server, "probe", "b", "--from", "a", "--protocol", protocol, "--count", "3", "--interval", "100", "--timeout", "10000", "--server", $"{mesh.Server.Addresses.Api}");

        Assert.Equal(0, ended.ExitCode);
        var lines = ended.Output.Split('\n');
        Assert.StartsWith(head, lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"from a: {first}", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(static line => line.StartsWith("from a: seq=", StringComparison.Ordinal) && line.Contains("time=", StringComparison.Ordinal)));
        Assert.Contains("3 sent, 3 answered, 0 refused, 0 lost (0%)", ended.Output, StringComparison.Ordinal);
    }

    private static async Task<Mesh> Create(string? endpoints = null, params string[] more)
    {
        var server = await RunningServer.Start(endpoints);
        return new(server, Agent(server, "a", "127.0.0.2", more), Agent(server, "b", "127.0.0.3", more));
    }

    private static ChildProcess Agent(RunningServer server, string node, string address, string[] more) => ChildProcess.Start(
        Programs.Agent, ["probe", "--server", $"{server.Addresses.Agents}", "--node", node, "--zone", $"zone-{node}", "--probe-listen", $"{address}:0", .. more]);

    private sealed record Mesh(RunningServer Server, ChildProcess A, ChildProcess B) : IAsyncDisposable
    {
        /// <summary>All four of them, once each passes.</summary>
        public async Task<List<JsonElement>> Pairs(Func<JsonElement, bool> passes)
        {
            var seen = "";
            return await Eventually.Find("four pairs", async () =>
            {
                var matrix = await Server.Api.Get("/api/v1/probes");
                seen = matrix.GetRawText();
                List<JsonElement> pairs = [.. matrix.GetProperty("pairs").EnumerateArray()];
                return pairs.Count == 4 && pairs.TrueForAll(pair => passes(pair)) ? pairs : null;
            }, () => $"Last seen: {seen}\n{A.Errors}\n{B.Errors}");
        }

        public async ValueTask DisposeAsync()
        {
            await A.DisposeAsync();
            await B.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
