using System.Net;
using System.Text;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Kernel;
using MeshLens.Core.Signals;

namespace MeshLens.Agent.Connects;

/// <summary>One connect that ended, well or not.</summary>
internal readonly record struct ConnectLine
{
    /// <summary>When it ended, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public ulong At { get; init; }

    public uint ProcessId { get; init; }

    public string Process { get; init; }

    /// <summary>4 or 6: what the packets carry.</summary>
    public byte Family { get; init; }

    public IPAddress Local { get; init; }

    public ushort LocalPort { get; init; }

    public IPAddress Remote { get; init; }

    public ushort RemotePort { get; init; }

    /// <summary>SYN sent to established, or to the failure.</summary>
    public ulong LatencyNs { get; init; }

    public uint SynRetransmits { get; init; }

    public FailureReason Failure { get; init; }

    /// <summary>Id of the socket's cgroup: the inode of its directory.</summary>
    public ulong Cgroup { get; init; }

    /// <summary>Cookie of the socket's network namespace.</summary>
    public ulong NetworkNamespace { get; init; }

    /// <summary>Both initial sequence numbers: the connection's id, the same at both ends. The server's is 0 when none was told.</summary>
    public ConnectionId Id { get; init; }

    /// <summary>Seconds since a moment of CLOCK_MONOTONIC; 0 for what ended before it, in the instant in which the watching began.</summary>
    public double SecondsSince(ulong start) => At > start ? (At - start) / 1e9 : 0;

    public static ConnectLine Of(in ConnectionEvent told) => new()
    {
        At = told.Event.TimeNs,
        ProcessId = told.Tgid,
        Process = ReadName(told.Comm),
        Family = told.Family,
        Local = KernelAddress.Read(told.Local, told.Family),
        LocalPort = told.LocalPort,
        Remote = KernelAddress.Read(told.Remote, told.Family),
        RemotePort = told.RemotePort,
        LatencyNs = told.HandshakeNs,
        SynRetransmits = told.SynRetransmits,
        Failure = WireNumbers.FailureOf(told.Failure),
        Cgroup = told.Cgroup,
        NetworkNamespace = told.Netns,
        Id = told.Id,
    };

    private static string ReadName(ReadOnlySpan<byte> comm)
    {
        var end = comm.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? comm : comm[..end]);
    }
}
