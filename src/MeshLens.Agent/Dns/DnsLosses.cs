using System.Runtime.InteropServices;

namespace MeshLens.Agent.Dns;

/// <summary>What could not be told about DNS since the start (<c>ml_dns_losses</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct DnsLosses
{
    /// <summary>Queries that were not watched, because too many were outstanding.</summary>
    public ulong Queries;

    /// <summary>Queries told without the process, because the table was full.</summary>
    public ulong Processes;

    /// <summary>Queries not told at all, because the table was full.</summary>
    public ulong Samples;

    /// <summary>Queries whose socket got an answer that could not be read in time: neither answered nor unanswered.</summary>
    public ulong Unmatched;
}
