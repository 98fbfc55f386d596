using System.Runtime.InteropServices;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Dns;

/// <summary>What one process met at one name server (<c>ml_dns</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NameServerCounts
{
    /// <summary>Query sent to answer arrived, whatever the answer was.</summary>
    public Histogram Latency;

    /// <summary>Answers by response code.</summary>
    public RcodeCounts Rcodes;

    /// <summary>No answer within the time a stub resolver waits.</summary>
    public uint Unanswered;

    /// <summary>No answer because ICMP said that nobody is there.</summary>
    public uint Unreachable;

    public readonly long Answered
    {
        get
        {
            long sum = 0;
            foreach (var count in (ReadOnlySpan<uint>)Rcodes)
            {
                sum += count;
            }

            return sum;
        }
    }
}
