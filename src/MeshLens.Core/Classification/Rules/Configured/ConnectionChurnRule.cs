using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// Connections are closed after few requests: there are as many more connections per request as the limit predicts, and their handshakes
/// are the excess.
/// </summary>
internal sealed class ConnectionChurnRule : ConfiguredRule
{
    private const double LeastMore = 0.1;
    private const double LeastOfPredicted = 0.5;

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        if (configuration.Of("connection-churn", "connection-duration-short").FirstOrDefault() is not { } finding || NewConnections.Of(edge, Outbound(edge)) is not { } made)
        {
            return null;
        }

        // Connecting is within the proxy's time before the upstream, and so within what the application waits for its proxy.
        var hop = Outbound(edge);
        var slower = hop?.Part(HopPart.BeforeUpstream) ?? edge.Turn;
        var explained = made.AddedNs;
        if (!slower.IsShifted || made.More < LeastMore || made.PerRequest < LeastOfPredicted * (finding.Share ?? 0)
            || explained < Math.Max(Floors.Latency, Floors.ExplainedShare * Numbers.GrowthNs(slower)) || edge.Handshakes.Change.IsShifted || edge.Stalls.Exceed)
        {
            return null;
        }

        var setting = Setting.Of(finding);
        return new()
        {
            Cause = Cause.ConnectionChurn,
            Confidence = hop is null ? 0.8 : 0.94,
            Strength = slower.Strength,
            ExplainsNs = Math.Min(explained, Numbers.GrowthNs(slower)),
            Evidence =
            [
                ConfiguredClues.Measured(Clues.Count("connections.per_request", Math.Round(made.PerRequest, 3), made.Usual, VerdictClass.MeshConfig) with { Source = made.Source }, setting, finding.Share),
                ConfiguredClues.Measured(Clues.Duration("connections.cost", made.CostNs, null, VerdictClass.MeshConfig) with { Source = made.Source }, setting, null),
                hop is null
                    ? ConfiguredClues.Measured(Clues.Mean("client.turn", edge.Turn, VerdictClass.MeshConfig), setting, Clues.Ms((edge.Turn.BaselineNs ?? 0) + explained))
                    : ConfiguredClues.Part(hop, HopPart.BeforeUpstream, setting, explained),
            ],
            Because = $"the configuration closes connections after few requests: there are {Clues.Percent(made.PerRequest)} as many connections as requests, each {Clues.Say(made.CostNs)} ({setting.Where})",
            NextStep = setting.NextStep,
            Without = "the new connections",
        };
    }
}
