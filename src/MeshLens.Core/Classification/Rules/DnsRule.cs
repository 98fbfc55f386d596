using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// A name server answers late, fails, or is silent. NXDOMAIN is what search lists produce and never evidence.
/// </summary>
/// <remarks>
/// A look-up comes before the connect and shows in none of its times: an edge whose connects go on as ever, with handshakes
/// and turns as ever, is well whatever its caller's name server does, and the trouble may be another edge's altogether, since
/// look-ups belong to a process and not to a service pair. What an edge feels of it is that connections come later, which
/// makes them fewer, or do not come at all. Only then is the name server its cause.
/// </remarks>
internal sealed class DnsRule : IRule
{
    private const ulong MinFailures = 5;
    private const double MinUsual = 5;
    private const double FewerWhenFailing = 0.5;
    private const double FewerWhenSlow = 0.75;

    public Suspicion? Judge(EdgeView edge)
    {
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
        var connects = new Connects(edge);
        return !(fails && connects.AreFewer(FewerWhenFailing)) && !(change.IsShifted && connects.AreFewer(FewerWhenSlow)) ? null : new()
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
                Clues.Count("tcp.connects", connects.Now, connects.Usual, VerdictClass.Network),
            ],
            Because = fails
                ? $"the name server {now.Address} fails: {failed} questions got no useful answer"
                : $"the name server {now.Address} takes {Clues.Say(change.NowNs)} to answer, {Clues.Say(change.BaselineNs ?? 0)} when well",
            Without = "the slow name server",
        };
    }

    // Windows without a connect tell no baseline: then the busiest of the last windows does.
    private readonly record struct Connects(double Now, double Usual)
    {
        public Connects(EdgeView edge)
            : this(
                Math.Max(edge.WireClient?.Count(Counter.ConnectAttempts) ?? 0, edge.Handshakes.All.Count),
                edge.WireClient?.Find(Counter.ConnectAttempts)?.Baseline?.Mean
                    ?? edge.Snapshot.Recent.Select(window => (double)window.Connections).DefaultIfEmpty(0).Max())
        {
        }

        public bool AreFewer(double part) => Usual >= MinUsual && Now <= part * Usual;
    }
}
