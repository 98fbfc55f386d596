using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Where the kernel encrypts, the application sends plain bytes after its part of the set-up.</summary>
public sealed class KernelTlsTests : IDisposable
{
    // A record with a ClientHello that offers nothing, and the beginning of a ServerHello.
    private static readonly byte[] _clientHello = [0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3, .. new byte[32], 0, 0, 2, 0x13, 1, 1, 0, 0, 0];
    private static readonly byte[] _serverHello = [0x16, 3, 3, 0, 45, 2, 0, 0, 41, 3, 3, .. new byte[39]];

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public KernelTlsTests() => _watch = ConnectionWatch.Start(_here);

    [RootFact]
    public void PlainHttp_AfterTheHellos_IsMarked()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Pass(connection.Client, connection.Server, _clientHello);
            Pass(connection.Server, connection.Client, _serverHello);
            Pass(connection.Client, connection.Server, "GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            Pass(connection.Server, connection.Client, "HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        }

        var ends = _watch.Closed(Role.Client, 1).Concat(_watch.Closed(Role.Server, 1)).ToList();
        Assert.Equal([Unavailable.TlsUnknown, Unavailable.TlsUnknown], ends.Select(end => end.Unavailable));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _here.Dispose();
    }

    private static void Pass(Socket from, Socket to, byte[] bytes)
    {
        from.Send(bytes);
        Assert.Equal(bytes.Length, to.Receive(new byte[256]));
    }
}
