using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using MeshLens.Otlp.Tests.Rig;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace MeshLens.Otlp.Tests;

public sealed class OtlpHttpTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Protobuf, false)]
    [InlineData(Protobuf, true)]
    [InlineData(Json, false)]
    [InlineData("application/json; charset=utf-8", true)]
    public async Task Post_ARequest_ArrivesAndIsAnsweredInKind(string contentType, bool isPacked)
    {
        await using var server = await OtlpServer.StartAsync();
        var request = Requests.Of(Requests.Record());
        var body = contentType == Protobuf ? request.ToByteArray() : Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(request));

        using var response = await server.PostAsync(isPacked ? Requests.Gzip(body) : body, contentType, isPacked ? "gzip" : null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(request, ExportLogsServiceRequest.Parser.ParseFrom(Assert.Single(server.Receiver.Requests)));
        Assert.Equal(contentType == Protobuf ? "" : "{}", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Post_PartlyTaken_SaysHowManyWereNot()
    {
        await using var server = await OtlpServer.StartAsync();
        server.Receiver.Answer = OtlpOutcome.Partial(3, "No room.");
        var body = Requests.Of(Requests.Record()).ToByteArray();

        using var inProtobuf = await server.PostAsync(body, Protobuf, cancellationToken: Cancellation);
        using var inJson = await server.PostAsync("{}"u8.ToArray(), Json, cancellationToken: Cancellation);

        var read = ExportLogsServiceResponse.Parser.ParseFrom(await inProtobuf.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((HttpStatusCode.OK, 3L, "No room."), (inProtobuf.StatusCode, read.PartialSuccess.RejectedLogRecords, read.PartialSuccess.ErrorMessage));
        Assert.Equal("""{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"No room."}}""", await inJson.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("text/plain", "x", null, 415, "content type")]
    [InlineData(Json, "{]", null, 400, "JSON")]
    [InlineData(Json, """{"resourceLogs":7}""", null, 400, "must be an array")]
    [InlineData(Json, "{}", "gzip", 400, "gzip")]
    [InlineData(Json, "{}", "br", 415, "content encoding")]
    public async Task Post_WhatCannotBeRead_IsRefusedWithTheReason(string contentType, string body, string? encoding, int status, string reason)
    {
        await using var server = await OtlpServer.StartAsync();

        using var response = await server.PostAsync(Encoding.UTF8.GetBytes(body), contentType, encoding, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains(reason, answer.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(answer.RootElement.GetProperty("code").GetInt32() > 0);
        Assert.Empty(server.Receiver.Requests);
    }

    [Fact]
    public async Task Post_PackedAndCut_IsRefusedWhereverItIsCut()
    {
        await using var server = await OtlpServer.StartAsync();
        var packed = Requests.Gzip(Requests.Of([.. Enumerable.Range(0, 50).Select(static number => Requests.Record($"record {number}"))]).ToByteArray());

        foreach (var length in (int[])[1, 9, 10, 11, packed.Length / 2, packed.Length - 9, packed.Length - 8, packed.Length - 5, packed.Length - 1])
        {
            using var response = await server.PostAsync(packed[..length], Protobuf, "gzip", Cancellation);
            Assert.Equal((length, HttpStatusCode.BadRequest), (length, response.StatusCode));
        }

        Assert.Empty(server.Receiver.Requests);
    }

    [Fact]
    public async Task Post_PackedInSeveralPieces_IsTakenWhole()
    {
        await using var server = await OtlpServer.StartAsync();
        var body = Requests.Of(Requests.Record()).ToByteArray();

        using var response = await server.PostAsync([.. Requests.Gzip(body[..7]), .. Requests.Gzip(body[7..])], Protobuf, "gzip", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body, Assert.Single(server.Receiver.Requests));
    }

    [Fact]
    public async Task Post_TooMuch_IsRefusedPackedOrNot()
    {
        const int Most = 64 << 10;
        await using var server = await OtlpServer.StartAsync(options => options.MaximumBytes = Most);
        var bomb = Requests.Gzip(new byte[100 << 20]);

        using var plain = await server.PostAsync(new byte[Most + 1], Protobuf, cancellationToken: Cancellation);
        using var chunked = await server.Http.PostAsync(new Uri("/v1/logs", UriKind.Relative), Chunked(Most + 1), Cancellation);
        using var packed = await server.PostAsync(bomb[..Math.Min(bomb.Length, Most)], Json, "gzip", Cancellation);

        Assert.All([plain, chunked, packed], static response => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode));
        Assert.Equal(3, server.Instruments.Of(OtlpResult.TooLarge));
        Assert.Empty(server.Receiver.Requests);
    }

    [Fact]
    public async Task Post_OneGigabyteSaid_IsRefusedBeforeItIsSent()
    {
        await using var server = await OtlpServer.StartAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port, Cancellation);
        var head = $"POST /v1/logs HTTP/1.1\r\nHost: x\r\nContent-Type: {Protobuf}\r\nContent-Length: {1L << 30}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);

        using var reader = new StreamReader(socket.GetStream());

        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NoRoomOrNotNow_MayBeSentAgain()
    {
        await using var server = await OtlpServer.StartAsync(options => options.MaximumRequests = 1);
        Assert.True(server.Gate.TryEnter());

        using var full = await server.PostAsync("{}"u8.ToArray(), Json, cancellationToken: Cancellation);
        server.Gate.Leave();
        server.Receiver.Answer = OtlpOutcome.Busy("Later.");
        using var busy = await server.PostAsync("{}"u8.ToArray(), Json, cancellationToken: Cancellation);

        Assert.All([full, busy], static response => Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (response.StatusCode, response.Headers.RetryAfter!.ToString())));
        Assert.Equal(2, server.Instruments.Of(OtlpResult.Busy));
    }

    private static StreamContent Chunked(int length)
    {
        var content = new StreamContent(new UnsizedStream(new byte[length]));
        content.Headers.ContentType = new(Protobuf);
        return content;
    }

    // Of a length that nobody can ask for, so it is sent in chunks.
    private sealed class UnsizedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
