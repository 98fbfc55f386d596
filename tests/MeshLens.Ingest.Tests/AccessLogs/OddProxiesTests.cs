using Envoy.Data.Accesslog.V3;
using Envoy.Service.Accesslog.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Tests.AccessLogs.Logs;
using MeshLens.Ingest.Tests.Rig;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace MeshLens.Ingest.Tests.AccessLogs;

/// <summary>Proxies that are older, newer or odder than those of today, at the real listeners: what they say counts, and doctor has a note.</summary>
public sealed class OddProxiesTests
{
    private const int Paths = 100_000;
    private const int InAMessage = 500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamAccessLogs_AnOldProxy_IsTakenAndNoted()
    {
        await using var server = await IngestServer.StartAsync();

        await StreamAsync(server, Old());

        Assert.StartsWith("1 entries of access logs do not say where", Assert.Single(server.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamAccessLogs_ANewField_IsPassedOverAndNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var (common, whole) = (Entries.Request(), Entries.Request());

        // Field 999: a text of one character.
        common.CommonProperties = AccessLogCommon.Parser.ParseFrom([.. common.CommonProperties.ToByteArray(), 0xBA, 0x3E, 0x01, 0x41]);
        whole = HTTPAccessLogEntry.Parser.ParseFrom([.. whole.ToByteArray(), 0xBA, 0x3E, 0x01, 0x41]);
        await StreamAsync(server, common, whole, Entries.Request());

        Assert.StartsWith("2 entries of access logs carry fields", Assert.Single(server.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamAccessLogs_AnUnknownFlag_CountsAsOneAndIsNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var entry = Entries.Request();

        // Field 77.
        entry.CommonProperties.ResponseFlags = Envoy.Data.Accesslog.V3.ResponseFlags.Parser.ParseFrom([0xE8, 0x04, 0x01]);
        await StreamAsync(server, entry);

        Assert.StartsWith("1 entries of access logs carry a flag", Assert.Single(server.Notes), StringComparison.Ordinal);
        Assert.Equal(new HopFlagCount(ResponseFlag.Other, 1), Assert.Single(await HopsAsync(server, 1)).Flags.Single());
    }

    [Fact]
    public async Task StreamAccessLogs_ATimeInTheFuture_CountsNowAndIsNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var entry = Entries.Request();
        entry.CommonProperties.StartTime = (DateTimeOffset.UtcNow + TimeSpan.FromDays(400)).ToTimestamp();

        await StreamAsync(server, entry);

        Assert.StartsWith("1 entries of access logs are dated", Assert.Single(server.Notes), StringComparison.Ordinal);
        Assert.True(Assert.Single(await HopsAsync(server, 1)).Window <= WindowGrid.IndexOf(DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task StreamAccessLogs_ManyPaths_AreOneEdgeAndGrowNothing()
    {
        await using var server = await IngestServer.StartAsync();
        using var call = server.Proxy.StreamAccessLogs(cancellationToken: Cancellation);
        for (var sent = 0; sent < Paths; sent += InAMessage)
        {
            var message = Entries.Message([.. Enumerable.Range(sent, InAMessage).Select(static each => Distinct(each))]);
            await call.RequestStream.WriteAsync(message.From(sent == 0 ? Entries.Productpage : null), Cancellation);
            await server.TakenAsync(sent);
        }

        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
        await server.TakenAsync(Paths);

        Assert.Equal(1, server.Edges.Count);
        Assert.Empty(server.Notes);
        Assert.Equal((ulong)Paths, (await HopsAsync(server, Paths)).Aggregate(0UL, static (sum, hop) => sum + hop.Ended));
    }

    [Fact]
    public async Task Export_AnOldProxy_IsTakenAndNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var record = Records.Request();
        foreach (var missing in new[]
        {
            AccessAttribute.Type, AccessAttribute.Attempts, AccessAttribute.RequestReceivedUs, AccessAttribute.UpstreamBeganUs, AccessAttribute.UpstreamSentUs, AccessAttribute.ResponseBeganUs,
            AccessAttribute.ResponseReceivedUs, AccessAttribute.DownstreamBeganUs, AccessAttribute.DownstreamSentUs,
        })
        {
            record.Remove(missing);
        }

        await ExportAsync(server, Records.Of(record.Record(), Records.Request().Record()));

        Assert.StartsWith("1 entries of access logs do not say where", Assert.Single(server.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ANewAttribute_IsPassedOverAndNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var record = Records.Request().Record();
        record.Attributes.Add(Records.Pair("upstream_weather", "fine"));

        await ExportAsync(server, Records.Of(record));

        Assert.StartsWith("1 attributes of log records", Assert.Single(server.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AnUnknownFlag_CountsAsOneAndIsNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var record = Records.Request();
        record[AccessAttribute.Flags] = "ZZTOP";

        await ExportAsync(server, Records.Of(record.Record()));

        Assert.StartsWith("1 entries of access logs carry a flag", Assert.Single(server.Notes), StringComparison.Ordinal);
        Assert.Equal(new HopFlagCount(ResponseFlag.Other, 1), Assert.Single(await HopsAsync(server, 1)).Flags.Single());
    }

    [Fact]
    public async Task Export_ATimeInTheFuture_CountsNowAndIsNoted()
    {
        await using var server = await IngestServer.StartAsync();
        var (late, last) = (Records.Request().Record(), Records.Request().Record());
        (late.TimeUnixNano, last.TimeUnixNano) = ((ulong)(DateTimeOffset.UtcNow + TimeSpan.FromDays(400)).ToUnixTimeMilliseconds() * 1_000_000, ulong.MaxValue);

        await ExportAsync(server, Records.Of(late, last));

        Assert.StartsWith("2 entries of access logs are dated", Assert.Single(server.Notes), StringComparison.Ordinal);
        Assert.All(await HopsAsync(server, 2), static hop => Assert.True(hop.Window <= WindowGrid.IndexOf(DateTimeOffset.UtcNow)));
    }

    [Fact]
    public async Task Export_ManyPaths_AreOneEdgeAndGrowNothing()
    {
        await using var server = await IngestServer.StartAsync();
        var request = Records.Of(Enumerable.Range(0, InAMessage).Select(static _ => WithPath()));
        for (var sent = 0; sent < Paths; sent += InAMessage)
        {
            Renumber(request, sent);
            await server.Otlp.ExportAsync(request, cancellationToken: Cancellation);
            await server.TakenAsync(sent);
        }

        await server.TakenAsync(Paths);

        Assert.Equal(1, server.Edges.Count);
        Assert.Empty(server.Notes);
        Assert.Equal((ulong)Paths, (await HopsAsync(server, Paths)).Aggregate(0UL, static (sum, hop) => sum + hop.Ended));
    }

    // Before 1.24 there was no duration and no count of attempts, before 1.26 no type.
    private static HTTPAccessLogEntry Old()
    {
        var entry = Entries.Request();
        (entry.CommonProperties.Duration, entry.CommonProperties.UpstreamRequestAttemptCount, entry.CommonProperties.AccessLogType) = (null, 0, AccessLogType.NotSet);
        return entry;
    }

    private static HTTPAccessLogEntry Distinct(int number)
    {
        var entry = Entries.Request($"/items/{number}?of={number}");
        (entry.Request.RequestId, entry.Request.UserAgent, entry.Request.RequestHeaders["x-item"]) = ($"{number}", $"agent/{number}", $"{number}");
        entry.CommonProperties.CustomTags[$"tag-{number}"] = $"{number}";
        entry.CommonProperties.StreamId = $"{number}";
        entry.CommonProperties.DownstreamRemoteAddress.SocketAddress.PortValue = (uint)(number % 60_000);
        return entry;
    }

    private static OpenTelemetry.Proto.Logs.V1.LogRecord WithPath()
    {
        var record = Records.Request().Record();
        record.Attributes.Add(Records.Pair("path", ""));
        record.Attributes.Add(Records.Pair("request_id", ""));
        return record;
    }

    private static void Renumber(ExportLogsServiceRequest request, int first)
    {
        foreach (var record in request.ResourceLogs[0].ScopeLogs[0].LogRecords)
        {
            record.Body.StringValue = $"GET /items/{first}";
            (record.Attributes[^2].Value.StringValue, record.Attributes[^1].Value.StringValue) = ($"/items/{first}", $"{first++}");
        }
    }

    private static async Task StreamAsync(IngestServer server, params HTTPAccessLogEntry[] entries)
    {
        using var call = server.Proxy.StreamAccessLogs(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(Entries.Message(entries).From(Entries.Productpage), Cancellation);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
        await server.TakenAsync(entries.Length);
    }

    private static async Task ExportAsync(IngestServer server, ExportLogsServiceRequest request)
    {
        await server.Otlp.ExportAsync(request, cancellationToken: Cancellation);
        await server.TakenAsync(request.ResourceLogs[0].ScopeLogs[0].LogRecords.Count);
    }

    private static async Task<List<HopDelta>> HopsAsync(IngestServer server, int entries)
    {
        List<HopDelta> hops;
        while ((hops = [.. server.Sink.Deltas.ToArray().SelectMany(static delta => delta.Hops ?? [])]).Aggregate(0UL, static (sum, hop) => sum + hop.Ended) < (ulong)entries)
        {
            await Task.Delay(20, Cancellation);
        }

        return hops;
    }
}
