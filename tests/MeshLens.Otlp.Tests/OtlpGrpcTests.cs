using System.Net;
using Google.Protobuf;
using Grpc.Core;
using MeshLens.Otlp.Tests.Rig;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace MeshLens.Otlp.Tests;

public sealed class OtlpGrpcTests
{
    private static readonly Metadata Packed = new() { { "grpc-internal-encoding-request", "gzip" } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_ARequest_Arrives(bool isPacked)
    {
        await using var server = await OtlpServer.StartAsync();
        var request = Requests.Of(Requests.Record());

        var response = await server.Client.ExportAsync(request, isPacked ? Packed : null, cancellationToken: Cancellation);

        Assert.Null(response.PartialSuccess);
        Assert.Equal(request, ExportLogsServiceRequest.Parser.ParseFrom(Assert.Single(server.Receiver.Requests)));
    }

    [Fact]
    public async Task Export_PartlyTaken_SaysHowManyWereNot()
    {
        await using var server = await OtlpServer.StartAsync();
        server.Receiver.Answer = OtlpOutcome.Partial(3, "No room.");

        var response = await server.Client.ExportAsync(Requests.Of(Requests.Record()), cancellationToken: Cancellation);

        Assert.Equal(new ExportLogsPartialSuccess { RejectedLogRecords = 3, ErrorMessage = "No room." }, response.PartialSuccess);
    }

    [Fact]
    public async Task Export_WhatIsNotTaken_HasTheStatusThatSaysWhetherToTryAgain()
    {
        await using var server = await OtlpServer.StartAsync(options => options.MaximumRequests = 1);
        server.Receiver.Answer = OtlpOutcome.Malformed("None.");
        Assert.Equal(StatusCode.InvalidArgument, await StatusOf(server, Requests.Of(Requests.Record())));

        server.Receiver.Answer = OtlpOutcome.Busy("Later.");
        Assert.Equal(StatusCode.Unavailable, await StatusOf(server, Requests.Of(Requests.Record())));

        Assert.True(server.Gate.TryEnter());
        Assert.Equal(StatusCode.Unavailable, await StatusOf(server, Requests.Of(Requests.Record())));
    }

    [Fact]
    public async Task Export_TooMuch_IsRefusedPackedOrNot()
    {
        await using var server = await OtlpServer.StartAsync(options => options.MaximumBytes = 1 << 20);
        var large = Requests.Of(Requests.Record(new('x', 50 << 20)));

        Assert.Equal(StatusCode.ResourceExhausted, await StatusOf(server, large));
        Assert.Equal(StatusCode.ResourceExhausted, await StatusOf(server, large, Packed));
        Assert.Empty(server.Receiver.Requests);
        await server.Client.ExportAsync(Requests.Of(Requests.Record()), cancellationToken: Cancellation);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(100)]
    [InlineData(-8)]
    [InlineData(-1)]
    public async Task Export_PackedAndCut_IsRefusedWhereverItIsCut(int length)
    {
        await using var server = await OtlpServer.StartAsync();
        var packed = Requests.Gzip(Requests.Of([.. Enumerable.Range(0, 50).Select(static number => Requests.Record($"record {number}"))]).ToByteArray());
        var cut = packed[..(length > 0 ? length : packed.Length + length)];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Grpc, OtlpSignal.Logs.GrpcPath)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new ByteArrayContent([1, 0, 0, (byte)(cut.Length >> 8), (byte)cut.Length, .. cut]);
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.Add("grpc-encoding", "gzip");
        using var http = new HttpClient();

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal($"{(int)StatusCode.InvalidArgument}", Assert.Single(response.Headers.Concat(response.TrailingHeaders), static header => header.Key == "grpc-status").Value.Single());
        Assert.Empty(server.Receiver.Requests);
    }

    private static async Task<StatusCode> StatusOf(OtlpServer server, ExportLogsServiceRequest request, Metadata? headers = null) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ExportAsync(request, headers, cancellationToken: Cancellation))).StatusCode;
}
