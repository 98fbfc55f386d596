namespace MeshLens.Agent.Kernel;

/// <summary>Why a connect failed (<c>ml_failure</c>).</summary>
internal enum Failure : byte
{
    None = 0,
    Refused = 1,
    Reset = 2,
    TimedOut = 3,
    HostUnreachable = 4,
    /// <summary>A router said so.</summary>
    NetUnreachable = 5,
    /// <summary>This machine’s routing table said so: no packet left.</summary>
    NoRoute = 6,
    NoLocalPort = 7,
    /// <summary>The caller closed the socket before there was an answer.</summary>
    Abandoned = 8,
    /// <summary>EACCES or EPERM: a prohibit route or a firewall.</summary>
    NotPermitted = 9,
    Other = 10,
}
