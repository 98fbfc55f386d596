using MeshLens.Agent.Host;

namespace MeshLens.Agent.Probing;

/// <summary>Keeps the kernel stamping what arrives, with a socket that receives nothing.</summary>
/// <remarks>
/// The kernel stamps as long as any socket of the machine wants it, and begins only when a worker of its own gets to run after the first one
/// did. A connection that asked for itself alone would often have its answer before that, without a time.
/// </remarks>
internal sealed class StampWish : IDisposable
{
    private const int Datagram = 2;

    private readonly int _socket;

    public StampWish()
    {
        _socket = Open(family: 2);
        _socket = _socket >= 0 ? _socket : Open(family: 10);
        if (_socket >= 0)
        {
            KernelStamps.Ask(_socket);
        }
    }

    public void Dispose()
    {
        if (_socket >= 0)
        {
            _ = LibC.Close(_socket);
        }
    }

    private static int Open(int family) => LibC.Socket(family, Datagram | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
}
