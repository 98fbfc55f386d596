using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MeshLens.Ingest.Configuration;

/// <summary>Opens the listener for agents.</summary>
public static class IngestKestrel
{
    // gRPC over HTTP/2 without TLS needs "prior knowledge": no upgrade, no HTTP/1.1. A batch is one message of one stream,
    // so the windows are sized for whole batches.
    private const int WindowBytes = 1 << 20;

    // A node that lost power leaves its connection open: pings end it.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Listens for agents where the options say.</summary>
    public static void ListenForAgents(this KestrelServerOptions kestrel, IngestOptions options)
    {
        if (!ListenAddress.TryParse(options.Listen, out var address, out var fault))
        {
            throw new ArgumentException(fault, nameof(options));
        }

        kestrel.Limits.Http2.InitialConnectionWindowSize = WindowBytes;
        kestrel.Limits.Http2.InitialStreamWindowSize = WindowBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        if (address.SocketPath is { } path)
        {
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2);
        }
        else
        {
            kestrel.Listen(address.EndPoint!, listen => listen.Protocols = HttpProtocols.Http2);
        }
    }
}
