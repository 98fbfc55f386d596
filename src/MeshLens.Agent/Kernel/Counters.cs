using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>What is counted per flow and generation (<c>ml_counters</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Counters
{
    /// <summary>Connects begun.</summary>
    public ulong Attempts;
    public ulong Established;
    /// <summary>Of those that were established.</summary>
    public ulong Closed;
    /// <summary>Of those that closed: established to closed.</summary>
    public ulong LifetimeNs;
    public FailureCounts Failures;
    /// <summary>Connections marked, by reason.</summary>
    public UnavailableCounts Unavailable;
    public ulong SynRetransmits;
    /// <summary>Data segments.</summary>
    public ulong Retransmits;
    /// <summary>No progress until a retransmission of the oldest segment.</summary>
    public ulong StallNs;
    /// <summary>The peer’s receive window was full.</summary>
    public ulong RwndLimitedNs;
    public ulong SndbufLimitedNs;
    public ulong ResetsIn;
    public ulong ResetsOut;
    /// <summary>Payload, retransmissions not counted.</summary>
    public ulong BytesSent;
    public ulong BytesReceived;
    /// <summary>Published.</summary>
    public ulong Turns;
    /// <summary>Server: accepted before the first data came.</summary>
    public ulong PromptAccepts;
    /// <summary>Connections seen by walks of this generation.</summary>
    public ulong Live;
    /// <summary>Over those.</summary>
    public ulong SrttUsSum;
    /// <summary>Least of those, 0 if none.</summary>
    public ulong MinRttUs;
}
