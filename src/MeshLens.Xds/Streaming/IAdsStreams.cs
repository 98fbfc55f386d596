namespace MeshLens.Xds.Streaming;

/// <summary>Streams of one of the two protocols, one at a time.</summary>
internal interface IAdsStreams
{
    /// <summary>Runs a stream until the server ends it.</summary>
    /// <exception cref="Grpc.Core.RpcException">It ended otherwise than well.</exception>
    Task RunAsync(ControlPlaneChannel channel, Action<Delivery> deliver, CancellationToken cancellation);

    /// <summary>Changes what is wanted, and tells the server if a stream is open.</summary>
    Task ChangeAsync(Action change, CancellationToken cancellation);
}
