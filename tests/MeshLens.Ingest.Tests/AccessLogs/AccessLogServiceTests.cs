using Grpc.Core;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.AccessLogs;

public sealed class AccessLogServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamAccessLogs_IdentifierInTheFirstMessageAlone_NamesAllOfThem()
    {
        await using var server = await IngestServer.StartAsync();
        using var call = server.Proxy.StreamAccessLogs(cancellationToken: Cancellation);

        await call.RequestStream.WriteAsync(Entries.Message(Entries.Request()).From(Entries.Productpage), Cancellation);
        await call.RequestStream.WriteAsync(Entries.Message(Entries.Request(), Entries.Request()), Cancellation);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;

        while (server.Sink.Deltas.Sum(delta => (long)delta.Hops!.Sum(hop => (decimal)hop.Ended)) < 3)
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.All(server.Sink.Deltas, delta => Assert.Equal("productpage-v1 -> reviews:9080", delta.Name()));
        Assert.Equal((3, 3, 0), (server.AccessLogs.Received, server.AccessLogs.Taken, server.AccessLogs.AllShed));
    }

    [Fact]
    public async Task StreamAccessLogs_EdgesThatTakeNothing_StillReadsOn()
    {
        const int Messages = 200;
        await using var server = await IngestServer.StartAsync(options => options.FlushConcurrency = 1);
        server.Sink.OnSend = _ => Task.Delay(Timeout.Infinite, Cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
        using var call = server.Proxy.StreamAccessLogs(cancellationToken: Cancellation);

        for (var each = 0; each < Messages; each++)
        {
            await call.RequestStream.WriteAsync(Entries.Message(Entries.Request()).From(each == 0 ? Entries.Productpage : null), Cancellation);
        }

        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
        Assert.Equal(Messages, server.AccessLogs.Received);
        server.Sink.OnSend = _ => Task.CompletedTask;
    }
}
