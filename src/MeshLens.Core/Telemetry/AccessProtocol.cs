namespace MeshLens.Core.Telemetry;

/// <summary>What a record is about.</summary>
public enum AccessProtocol : byte
{
    /// <summary>A request.</summary>
    Http,

    /// <summary>A gRPC call.</summary>
    Grpc,

    /// <summary>A connection: its duration is a lifetime.</summary>
    Tcp,
}
