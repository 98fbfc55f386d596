using System.Net;
using System.Net.Sockets;
using System.Text;
using MeshLens.Alerting.Sinks;

namespace MeshLens.Alerting.Tests.Sinks;

public sealed class SinkHttpTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-sink").FullName;

    [Fact]
    public async Task Send_AnswerThatStopsInItsMiddle_IsARefusalAndNoWaitForEver()
    {
        var refusal = await Refusal("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 100\r\n\r\nbad", TimeSpan.FromSeconds(10));

        Assert.StartsWith("it answered 500", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.ForGood);
    }

    [Fact]
    public async Task Send_NoAnswerAtAll_IsSaid() =>
        Assert.Contains("no answer within", (await Refusal("", TimeSpan.FromSeconds(1))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Send_AnswerInALetteringThatIsNone_IsARefusalWithItsText()
    {
        var refusal = await Refusal("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=bogus\r\nContent-Length: 7\r\n\r\nno such");

        Assert.Equal("it answered 400 Bad Request: no such", refusal.Message);
        Assert.True(refusal.ForGood);
    }

    [Fact]
    public async Task Send_TokenFileWithALineBreakInside_IsSaid()
    {
        var file = Path.Combine(_directory, "token");
        await File.WriteAllTextAsync(file, "one\ntwo\n", TestContext.Current.CancellationToken);

        var refusal = await Refusal("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", token: file);

        Assert.StartsWith($"The token file {file} does not hold a token: write", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.ForGood);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <param name="answer">Written after the first bytes of a request, on a connection that then stays open.</param>
    /// <param name="limit">For the request; long unless the test is about it.</param>
    /// <param name="token">A token's file.</param>
    private static async Task<SinkException> Refusal(string answer, TimeSpan? limit = null, string? token = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var http = new SinkHttp(new() { Name = "hook", Kind = SinkOptions.Webhook, Url = url, TokenFile = token }, limit ?? TimeSpan.FromMinutes(2));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = SinkHttp.Json("{}"u8.ToArray()) };
        var sent = http.Send(request, TestContext.Current.CancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var served = Serve(listener, answer, ending.Token);
        var refusal = await Assert.ThrowsAsync<SinkException>(() => sent);
        await ending.CancelAsync();
        await served;
        return refusal;
    }

    private static async Task Serve(TcpListener listener, string answer, CancellationToken ending)
    {
        try
        {
            using var connection = await listener.AcceptTcpClientAsync(ending);
            var stream = connection.GetStream();
            await stream.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: ending);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), ending);
            await Task.Delay(Timeout.Infinite, ending);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // The client has what it needs.
        }
    }
}
