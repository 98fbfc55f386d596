using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// A name server answers late, fails, or is silent. It belongs to no service pair, so only an edge that makes connections
/// can suffer from it; NXDOMAIN is what search lists produce and never evidence.
/// </summary>
internal sealed class DnsRule : IRule
{
    private const ulong MinFailures = 5;

    public Suspicion? Judge(EdgeView edge)
    {
        if ((edge.WireClient?.Count(Counter.ConnectAttempts) ?? 0) + edge.Handshakes.All.Count == 0)
        {
            return null;
        }

        Suspicion? worst = null;
        foreach (var server in edge.Snapshot.NameServers)
        {
            var found = Judge(edge, server, ChangeTest.Of(server.Now.Answered, server.Baseline, Floors.Dns));
            worst = found is not null && (worst is null || found.ExplainsNs > worst.ExplainsNs) ? found : worst;
        }

        return worst;
    }

    private static Suspicion? Judge(EdgeView edge, NameServerMeasurement server, Change change)
    {
        var now = server.Now;
        var failed = now.Unanswered + now.ServerFailures;
        var fails = failed >= MinFailures && failed >= now.Answered.Count;
        return !fails && !change.IsShifted ? null : new()
        {
            Cause = Cause.NetworkDns,
            Confidence = 0.85,
            Strength = fails ? Strength.Strong : change.Strength,
            Fails = fails,
            ExplainsNs = change.IsShifted ? change.ExcessNs * edge.Time.Connections * edge.Time.PerRequest : 0,
            Evidence =
            [
                Clues.Duration("dns.mean", change.NowNs, change.BaselineNs, VerdictClass.Network),
                Clues.Count("dns.unanswered", now.Unanswered, null, VerdictClass.Network),
                Clues.Count("dns.server_failures", now.ServerFailures, null, VerdictClass.Network),
            ],
            Because = fails
                ? $"the name server {now.Address} fails: {failed} questions got no useful answer"
                : $"the name server {now.Address} takes {Clues.Say(change.NowNs)} to answer, {Clues.Say(change.BaselineNs ?? 0)} when well",
            Without = "the slow name server",
        };
    }
}
