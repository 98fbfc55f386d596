using System.Net;
using Envoy.Data.Accesslog.V3;
using Envoy.Service.Accesslog.V3;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using MeshLens.Server.Commands;
using MeshLens.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Server.Tests.Mesh;

/// <summary>What is odd about proxies, from their listeners to what <c>meshlens doctor</c> prints.</summary>
public sealed class AccessLogDoctorTests
{
    private const string Cluster = "outbound|9080||reviews.bookinfo.svc.cluster.local";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_ProxiesThatAreOld_NewAndAhead_AreNoted()
    {
        await using var server = MeshLensServer.Build(Options(), agentArguments: null);
        await server.StartAsync(Cancellation);
        var addresses = server.Services.GetRequiredService<BoundAddresses>();
        Assert.DoesNotContain("access logs", await DoctorAsync(addresses.Api), StringComparison.Ordinal);

        await StreamAsync(addresses.Proxies.First());
        await PostAsync(addresses.Proxies.Last());

        await SaidAsync(
            addresses.Api,
            "2 entries of access logs carry a flag that this version does not know",
            "1 entries of access logs carry fields that this version does not know",
            "2 entries of access logs do not say where a request's time went",
            "2 entries of access logs are dated more than a minute ahead",
            "1 attributes of log records are read by nothing here");
        await server.StopAsync(Cancellation);
    }

    // No type, which proxies before 1.26 do not tell; field 77 of the flags and field 999 of an entry, which nobody has yet.
    private static async Task StreamAsync(Uri address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        using var call = new AccessLogService.AccessLogServiceClient(channel).StreamAccessLogs(cancellationToken: Cancellation);
        byte[] common =
        [
            .. Google.Protobuf.MessageExtensions.ToByteArray(new AccessLogCommon { UpstreamCluster = Cluster, StartTime = (DateTimeOffset.UtcNow + TimeSpan.FromDays(1)).ToTimestamp() }),
            0x82, 0x01, 0x03, 0xE8, 0x04, 0x01,
            0xBA, 0x3E, 0x01, 0x41,
        ];
        await call.RequestStream.WriteAsync(
            new()
            {
                Identifier = new() { LogName = "http", Node = new() { Id = "sidecar~10.0.0.1~productpage-v1-87d54dd59-fzflt.bookinfo~bookinfo.svc.cluster.local" } },
                HttpLogs = new() { LogEntry = { new HTTPAccessLogEntry { CommonProperties = AccessLogCommon.Parser.ParseFrom(common) } } },
            },
            Cancellation);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    private static async Task PostAsync(Uri address)
    {
        var attributes = new Dictionary<string, string>
        {
            ["response_flags"] = "ZZTOP",
            ["duration"] = "12",
            ["upstream_cluster"] = Cluster,
            ["pod_name"] = "productpage-v1-87d54dd59-fzflt",
            ["pod_namespace"] = "bookinfo",
            ["upstream_weather"] = "fine",
        };
        var listed = string.Join(',', attributes.Select(static each => $$$"""{"key":"{{{each.Key}}}","value":{"stringValue":"{{{each.Value}}}"}}"""));
        var time = (DateTimeOffset.UtcNow + TimeSpan.FromDays(1)).ToUnixTimeSeconds();
        using var client = new HttpClient();
        using var content = new StringContent(
            $$$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"{{{time}}}000000000","attributes":[{{{listed}}}]}]}]}]}""",
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri(address, "/v1/logs"), content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task SaidAsync(Uri api, params string[] notes)
    {
        var said = "";
        var started = TimeProvider.System.GetTimestamp();
        while (!notes.All(note => said.Contains(note, StringComparison.Ordinal)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"doctor said: {said}");
            await Task.Delay(20, Cancellation);
            said = await DoctorAsync(api);
        }
    }

    private static async Task<string> DoctorAsync(Uri api)
    {
        using var writer = new StringWriter();
        await MeshDoctor.Run(new() { Server = api }, writer, Cancellation);
        return writer.ToString();
    }

    private static ServerOptions Options() => new()
    {
        Api = new() { Purpose = "web API", Address = "127.0.0.1:0" },
        Agents = new() { Purpose = "agent", Address = "127.0.0.1:0" },
        AccessLogs = new() { Purpose = "access logs", Address = "127.0.0.1:0" },
        OtlpHttp = new() { Purpose = "OTLP/HTTP", Address = "127.0.0.1:0", Paths = ["/v1/logs"] },
    };
}
