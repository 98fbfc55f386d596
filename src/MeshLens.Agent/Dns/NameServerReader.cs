using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Dns;

/// <summary>Carries what the kernel counted about name servers into batches.</summary>
internal sealed class NameServerReader(DnsWatch watch, FlowDescriber describer)
{
    private ulong _told;

    /// <summary>Queries told without their process since the start, as of the last batch.</summary>
    public ulong UnnamedQueries { get; private set; }

    public void AddTo(Batch batch, LossTally losses)
    {
        foreach (var sample in watch.Read())
        {
            batch.NameServers.Add(NameServerMessage.Create(sample, describer.DescribeProcess(sample.Key.Tgid, sample.Key.Cgroup)));
        }

        var lost = watch.Losses;
        var total = lost.Queries + lost.Samples + lost.Unmatched;
        losses.KernelSamples += total - _told;
        _told = total;
        UnnamedQueries = lost.Processes;
    }
}
