using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Namespaces;

namespace Functional.Tests.Probes;

/// <summary>A port on the loopback of a network namespace that leads to a server of this one.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener;
    private readonly Uri _server;
    private readonly Task _loop;

    public Relay(NetworkNamespace from, Uri server)
    {
        _server = server;
        _listener = from.OpenTcpSocket(AddressFamily.InterNetwork);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _loop = Accept();
    }

    public Uri Address => new($"http://{_listener.LocalEndPoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(Forward(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Forward(Socket accepted)
    {
        await using var near = new NetworkStream(accepted, ownsSocket: true);
        using var connection = new TcpClient();
        await connection.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        await using var far = connection.GetStream();
        await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
    }
}
