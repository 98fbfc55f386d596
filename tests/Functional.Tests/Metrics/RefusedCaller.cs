using System.Net;
using System.Net.Sockets;
using Functional.Tests.Rig;

namespace Functional.Tests.Metrics;

/// <summary>Connects where nobody listens, over and over, until it is disposed.</summary>
internal sealed class RefusedCaller : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public RefusedCaller()
    {
        // Bound and never listening: the port is nobody else's, and every connect is refused.
        var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Parse(Traffic.Callee), 0));
        Port = ((IPEndPoint)held.LocalEndPoint!).Port;
        _loop = Call(held);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task Call(Socket held)
    {
        using (held)
        {
            while (true)
            {
                try
                {
                    using var connection = new TcpClient(new IPEndPoint(IPAddress.Parse(Traffic.Caller), 0));
                    await connection.ConnectAsync(IPAddress.Parse(Traffic.Callee), Port, _stop.Token);
                }
                catch (SocketException)
                {
                    // As expected.
                }

                await Task.Delay(Pace, _stop.Token);
            }
        }
    }
}
