using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Two doubtful turns end a connection's turns, unless enough clean ones lie between them.</summary>
public sealed class DoubtTests : IDisposable
{
    private static readonly byte[] _request = [.. "GET / HTTP/1.1\r\n\r\n"u8];
    private static readonly byte[] _response = [.. "HTTP/1.1 204 No Content\r\n\r\n"u8];

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public DoubtTests() => _watch = ConnectionWatch.Start(_here);

    [RootTheory]
    [InlineData(80, nameof(Unavailable.None))]
    [InlineData(20, nameof(Unavailable.Overlapping))]
    public void Doubts_WithCleanTurnsBetween_AreForgivenWhenThereAreEnough(int clean, string expected)
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Converse(connection, 5);
            Pipeline(connection);
            Converse(connection, clean);
            Pipeline(connection);
            Converse(connection, 5);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.Equal(Enum.Parse<Unavailable>(expected), client.Unavailable);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _here.Dispose();
    }

    private static void Converse(ConnectedPair connection, int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            Ask(connection.Client);
            Take(connection.Server, _request.Length);
            Answer(connection.Server);
            Take(connection.Client, _response.Length);
        }
    }

    // Two requests before the first answer.
    private static void Pipeline(ConnectedPair connection)
    {
        Ask(connection.Client);
        Ask(connection.Client);
        Take(connection.Server, 2 * _request.Length);
        Answer(connection.Server);
        Answer(connection.Server);
        Take(connection.Client, 2 * _response.Length);
    }

    private static void Ask(Socket client) => client.Send(_request);

    private static void Answer(Socket server) => server.Send(_response);

    private static void Take(Socket socket, int count)
    {
        var buffer = new byte[100];
        while (count > 0)
        {
            count -= socket.Receive(buffer);
        }
    }
}
