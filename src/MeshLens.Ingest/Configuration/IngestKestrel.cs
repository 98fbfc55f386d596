using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MeshLens.Ingest.Configuration;

/// <summary>What a listener for agents needs of Kestrel; who listens where is the server's business.</summary>
public static class IngestKestrel
{
    // A batch is one message of one stream, so the windows are sized for whole batches.
    private const int WindowBytes = 1 << 20;

    // A node that lost power leaves its connection open: pings end it.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Sets the limits of HTTP/2 for streams that stay open and carry large messages.</summary>
    public static KestrelServerOptions UseAgentStreams(this KestrelServerOptions kestrel)
    {
        kestrel.Limits.Http2.InitialConnectionWindowSize = WindowBytes;
        kestrel.Limits.Http2.InitialStreamWindowSize = WindowBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        return kestrel;
    }
}
