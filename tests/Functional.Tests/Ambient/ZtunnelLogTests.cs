using System.Globalization;
using Functional.Tests.Rig;

namespace Functional.Tests.Ambient;

/// <summary>Lines of a node proxy's log, from the file to the answer of an edge: agent, stream, ingest and grain as they run.</summary>
public sealed class ZtunnelLogTests
{
    [RootFact]
    public async Task Lines_OfATunnel_BecomeTheHopsOfTheirEdge()
    {
        using var directory = new TemporaryDirectory();
        var log = directory.File("0.log", Line("outbound", 1));
        var endpoints = directory.File("endpoints.json", """
            {"endpoints": [
              {"address": "10.244.0.16", "namespace": "shop", "name": "cart"},
              {"address": "10.244.0.14", "port": 8080, "namespace": "shop", "name": "stock", "kind": "service"}
            ]}
            """);
        await using var server = await RunningServer.Start(endpoints, ["--port", "1", "--node", "functional-ambient", "--ztunnel-log", log]);
        await server.Api.Node("functional-ambient");
        using var writing = new CancellationTokenSource();
        var writer = WriteAsync(log, writing.Token);

        var edge = await server.Api.Edge("cart", "stock");
        var diagnosis = await server.Api.Diagnosis(edge.GetProperty("id").GetString()!, "both hops", answer => answer.GetProperty("legs").GetArrayLength() == 2);

        await writing.CancelAsync();
        await writer;
        Assert.Equal(["proxy-proxy", "proxy-app"], diagnosis.GetProperty("legs").EnumerateArray().Select(leg => leg.GetProperty("leg").GetString()));
        Assert.All(diagnosis.GetProperty("legs").EnumerateArray(), leg => Assert.True(leg.GetProperty("logged").GetUInt64() > 0));
    }

    private static async Task WriteAsync(string log, CancellationToken stop)
    {
        for (var port = 2; !stop.IsCancellationRequested; port++)
        {
            await File.AppendAllTextAsync(log, Line("outbound", port) + Line("inbound", port), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // As a container runtime writes what ztunnel wrote.
    private static string Line(string direction, int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        2026-03-01T12:00:00.000000001Z stdout F 2026-03-01T12:00:00.000000Z{'\t'}info{'\t'}access{'\t'}connection complete{'\t'}src.addr=10.244.0.16:{port} src.workload=cart-5d8f7c9b6d-x2x9k src.namespace=shop dst.addr=10.244.0.14:{(direction == "outbound" ? 15008 : 8080)} dst.hbone_addr=10.244.0.14:8080 dst.service=stock.shop.svc.cluster.local dst.workload=stock-6f9b55c5db-vnpzr dst.namespace=shop direction="{direction}" bytes_sent=200 bytes_recv=603 duration="2ms"

        """);
}
