using MeshLens.Core.Probes;
using MeshLens.Grains.Probes;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Probes;

/// <summary>The matrix of node pairs as the API tells it.</summary>
internal sealed class ProbeMatrixWriter(ProbeNodes nodes, ProbeBook book, ProbeInstruments instruments, IOptions<ProbeOptions> options) : IProbeDirectory
{
    private const double Ms = 1e6;

    public ProbeMatrix Matrix()
    {
        var known = nodes.All();
        var zones = known.GroupBy(node => (node.Cluster, node.Name)).ToDictionary(same => same.Key, same => same.First().Zone);
        var pairs = book.Read((key, pair, now) => View(key, pair, now, ScopeOf(key, zones)));
        return new()
        {
            Nodes = [.. known.Select(node => new ProbeNodeView(
                node.Cluster, node.Name, node.Zone, node.Address?.ToString() ?? "", node.Port, node.Agent is not null, node.Agent?.State.SkippedProbes ?? 0))],
            Scopes = [.. pairs.GroupBy(pair => pair.Scope).Select(Scope).OrderBy(scope => scope.Scope, StringComparer.Ordinal)],
            Pairs = [.. pairs.OrderBy(pair => Severity(pair.State)).ThenByDescending(pair => pair.ExcessMs ?? 0).ThenBy(pair => pair.From, StringComparer.Ordinal).ThenBy(pair => pair.To, StringComparer.Ordinal).ThenBy(pair => pair.Protocol, StringComparer.Ordinal)],
            Notes = [.. ProbeGaps.Of(known, options.Value.Peers, instruments.Shed)],
        };
    }

    private static ProbeScope ScopeOf(ProbePairKey key, Dictionary<(string Cluster, string Name), string> zones)
    {
        if (key.From == key.To)
        {
            return ProbeScope.SameNode;
        }

        var (from, to) = (zones.GetValueOrDefault((key.Cluster, key.From)) ?? "", zones.GetValueOrDefault((key.Cluster, key.To)) ?? "");
        return from.Length == 0 || to.Length == 0 ? ProbeScope.Unknown : from == to ? ProbeScope.SameZone : ProbeScope.CrossZone;
    }

    private static ProbePairView View(ProbePairKey key, ProbePair pair, DateTimeOffset now, ProbeScope scope)
    {
        var window = pair.Window;
        return new()
        {
            Cluster = key.Cluster,
            From = key.From,
            To = key.To,
            Protocol = ProbeNames.Of(key.Protocol),
            Scope = ProbeNames.Of(scope),
            State = ProbeNames.Of(pair.StateAt(now, ProbeBook.Patience)),
            Since = pair.Since,
            LastHeard = pair.LastHeard,
            Ended = window.Ended,
            Lost = window.Lost,
            Failed = window.Failed,
            MinMs = window.Timed == 0 ? null : window.MinNs / Ms,
            MedianMs = window.Timed == 0 ? null : window.MedianNs / Ms,
            P99Ms = window.Timed == 0 ? null : window.HighNs / Ms,
            JitterMs = window.Timed < 2 ? null : window.JitterNs / Ms,
            BaselineMs = pair.Baseline.IsReady ? pair.Baseline.MedianNs / Ms : null,
            ExcessMs = pair.Baseline.IsReady ? pair.ExcessNs / Ms : null,
        };
    }

    private static ProbeScopeView Scope(IGrouping<string, ProbePairView> pairs)
    {
        double[] usual = [.. pairs.Where(pair => pair.BaselineMs is not null).Select(pair => pair.BaselineMs!.Value).Order()];
        return new(pairs.Key, pairs.Count(), usual.Length == 0 ? null : usual[usual.Length / 2], usual.Length == 0 ? null : usual[(int)((usual.Length - 1) * 0.9)]);
    }

    private static int Severity(string state) => state switch
    {
        "unreachable" => 0,
        "slow" => 1,
        "lossy" => 2,
        "learning" => 3,
        "normal" => 4,
        _ => 5,
    };
}
