using System.Text.Json;
using Functional.Tests.Rig;

namespace Functional.Tests.Tracing;

/// <summary>A backend that is away, answers garbage, hesitates, and is well in the end, behind a real server: over HTTP and over gRPC.</summary>
public sealed class BackendFaultTests
{
    private const int MostThatFit = 100;

    [Fact]
    public async Task Backend_AwayThenOddThenSlow_GetsAllThatWasAcceptedOnce()
    {
        await using var backend = new TraceBackend { Mood = Mood.Garbage };
        await using var hop = await HopProcess.Start(backend);
        using var grpc = new SpanSender(hop, isGrpc: true);
        using var http = new SpanSender(hop, isGrpc: false);

        // Nobody listens: what fits is taken, and then senders are told to come again.
        await Fill(grpc);
        await Fill(http);
        await Told(hop, "takes no telemetry since", times: 2);

        await backend.Open(TestContext.Current.CancellationToken);
        await Eventually.Holds("attempts at a backend that answers garbage", () => backend.Attempts > 40);
        Assert.Empty(backend.Spans);

        backend.Mood = Mood.Slow;
        await Eventually.Holds("spans at a slow backend", () => backend.Spans.Count() > 4);
        backend.Mood = Mood.Takes;
        long accepted = grpc.Accepted.Count + http.Accepted.Count;
        await Eventually.Find("all of them delivered", async () => await hop.Counted("Delivered") == accepted ? hop : null);

        Assert.Equal(
            grpc.Accepted.Concat(http.Accepted).Select(static id => id.ToBase64()).Order(StringComparer.Ordinal),
            backend.Spans.Select(static span => span.SpanId.ToBase64()).Order(StringComparer.Ordinal));
        Assert.Equal((accepted, 0L, 0L), (await hop.Counted("Accepted"), await hop.Counted("Refused"), await hop.Counted("Lost")));
        await Told(hop, "takes no telemetry since", times: 0);
    }

    [Fact]
    public async Task Server_ThatEndsWhileTheBackendIsAway_SaysHowManySpansAreLost()
    {
        await using var backend = new TraceBackend();
        await using var hop = await HopProcess.Start(backend);
        using var grpc = new SpanSender(hop, isGrpc: true);
        using var http = new SpanSender(hop, isGrpc: false);
        for (var each = 0; each < 5; each++)
        {
            Assert.True(await grpc.Send());
            Assert.True(await http.Send());
        }

        await Told(hop, "takes no telemetry since", times: 2);
        var ended = await hop.Server.Process.Stop();

        // What senders had in hand and what still waited are told by the same counters; the log tells of both backends.
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(2, ended.ErrorLines.Count(static line => line.Contains(" 5 requests with 5 spans before this server ended", StringComparison.Ordinal)));
    }

    private static async Task Fill(SpanSender sender)
    {
        var tries = 0;
        while (await sender.Send())
        {
            Assert.True(++tries < MostThatFit);
        }

        Assert.InRange(sender.Accepted.Count, 2, MostThatFit);
    }

    private static async Task Told(HopProcess hop, string what, int times)
    {
        var notes = "";
        await Eventually.Find($"{times} notes like '{what}'", async () =>
        {
            var told = (await hop.Server.Api.Get("/api/v1/mesh")).GetProperty("notes");
            notes = told.GetRawText();
            return told.EnumerateArray().Count(note => note.ValueKind == JsonValueKind.String && note.GetString()!.Contains(what, StringComparison.Ordinal)) == times ? notes : null;
        }, () => notes);
    }
}
