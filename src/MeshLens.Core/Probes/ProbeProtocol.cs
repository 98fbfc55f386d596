namespace MeshLens.Core.Probes;

/// <summary>How a node is asked whether it is there. The numbers are those of the wire.</summary>
public enum ProbeProtocol : byte
{
    None,

    /// <summary>A connection is set up and dropped; timed by the kernel's handshake.</summary>
    Tcp,

    /// <summary>An echo request; timed by the kernel as it leaves and as its reply arrives.</summary>
    Icmp,

    /// <summary>A GET; timed from the request leaving to the first byte of the answer arriving.</summary>
    Http,
}
