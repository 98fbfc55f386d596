using System.Net;
using System.Net.Sockets;

namespace Instrumented;

/// <summary>Calls one service, some requests on each connection.</summary>
internal sealed class Calls(Settings settings, IPEndPoint callee, Connections connections)
{
    private const int RequestsPerConnection = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly string _host = settings.Telling == Telling.Addresses ? $"{callee.Address}" : Settings.NameOf(callee.Address);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, ConnectCallback = ConnectAsync });
            for (var request = 0; request < RequestsPerConnection && !stop.IsCancellationRequested; request++)
            {
                await CallAsync(client);
                await Task.Delay(Pace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CallAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://{_host}:{callee.Port}/work"));
        }
        catch (HttpRequestException)
        {
            // The other one has ended.
        }
    }

    // From this service's own address, by which it is known.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(settings.Address, 0));
            await socket.ConnectAsync(callee, cancellation);
            connections.Opened(_host, (IPEndPoint)socket.LocalEndPoint!, callee);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
