using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MeshLens.Lab.Proxies.Telemetry;

/// <summary>Answers whoever asks on its loopback port with a proxy's counters.</summary>
internal sealed class StatsServer
{
    private readonly RequestStats _stats;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public StatsServer(RequestStats stats)
    {
        _stats = stats;
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Start() => _ = Task.Run(RunAsync);

    private async Task RunAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (IOException)
            {
                // Whoever asked has gone.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // The request's head; every path gets the same answer.
        }

        var body = Encoding.UTF8.GetBytes(_stats.Write());
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
    }
}
