using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Answers when it has read the head of a request, whatever follows, and closes: the sender is still writing.</summary>
internal sealed class RudeBackend : IAsyncDisposable
{
    private const int Head = 8 << 10;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _answer;
    private readonly Task _serving;

    public RudeBackend(string answer)
    {
        _answer = Encoding.ASCII.GetBytes(answer);
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stop.Token);
            try
            {
                await ReadHeadAsync(socket);
                await socket.SendAsync(_answer, _stop.Token);
            }
            catch (SocketException)
            {
                // The sender was quicker to go.
            }
        }
    }

    private async Task ReadHeadAsync(Socket socket)
    {
        var head = new byte[Head];
        var length = 0;
        while (length < Head && head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0 && await socket.ReceiveAsync(head.AsMemory(length), _stop.Token) is > 0 and var read)
        {
            length += read;
        }
    }
}
