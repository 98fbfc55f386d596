namespace MeshLens.Lab.Sockets;

/// <summary>Two ends that exchange bytes, plain or encrypted, on blocking calls with limits.</summary>
internal interface IConnection : IDisposable
{
    /// <summary>Something has come, or the connection's end.</summary>
    bool IsReadable { get; }

    /// <summary>Waits until there is something to read, the peer has gone, or the time is over (false).</summary>
    bool AwaitReadable(TimeSpan timeout);

    /// <summary>Reads what is there: bytes, 0 when the peer closed, negative when the connection broke.</summary>
    int Receive(Span<byte> buffer);

    /// <summary>Sends all of it; false when the connection broke or the peer does not read for five seconds.</summary>
    bool Send(ReadOnlySpan<byte> bytes);
}
