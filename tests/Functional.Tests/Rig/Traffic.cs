using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Functional.Tests.Rig;

/// <summary>HTTP requests over loopback, a few on each connection, until it is disposed.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    public const string Caller = "127.0.77.1";
    public const string Callee = "127.0.77.2";
    private const int RequestsPerConnection = 5;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: callee\r\n\r\n");
    private static readonly byte[] Response = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Parse(Callee), 0);
    private readonly Task _loops;
    private int _ended;

    public Traffic()
    {
        _listener.Start();
        _loops = Task.WhenAll(Serve(), Call());
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits until a connection that began after the call has ended.</summary>
    public Task Goes()
    {
        var before = Volatile.Read(ref _ended);
        return Eventually.Holds("traffic", () => Volatile.Read(ref _ended) >= before + 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (true)
        {
            using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
            var stream = connection.GetStream();
            while (await Receive(stream, Request.Length))
            {
                await stream.WriteAsync(Response, _stop.Token);
            }
        }
    }

    private async Task Call()
    {
        while (true)
        {
            await Converse();
            Interlocked.Increment(ref _ended);
        }
    }

    private async Task Converse()
    {
        using var connection = new TcpClient(new IPEndPoint(IPAddress.Parse(Caller), 0));
        await connection.ConnectAsync(IPAddress.Parse(Callee), Port, _stop.Token);
        var stream = connection.GetStream();
        for (var i = 0; i < RequestsPerConnection; i++)
        {
            await stream.WriteAsync(Request, _stop.Token);
            await Receive(stream, Response.Length);
            await Task.Delay(Pace, _stop.Token);
        }
    }

    // False at the end of the connection.
    private async Task<bool> Receive(NetworkStream stream, int bytes) =>
        await stream.ReadAtLeastAsync(new byte[bytes], bytes, throwOnEndOfStream: false, _stop.Token) == bytes;
}
