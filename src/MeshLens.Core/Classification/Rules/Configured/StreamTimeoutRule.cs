using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>A limit on the silence or the age of streams ends them: flags SI, UMSDR and DT, at the age or after the silence that is configured.</summary>
internal sealed class StreamTimeoutRule : ConfiguredRule
{
    private const double AsManyAsFlagged = 0.8;
    private const double NotMuchEarlier = 0.9;

    private static readonly ResponseFlag[] Flags =
        [ResponseFlag.StreamIdleTimeout, ResponseFlag.UpstreamMaxStreamDurationReached, ResponseFlag.DurationTimeout];

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        foreach (var finding in configuration.Of("stream-idle-short", "max-stream-duration-short", "connection-duration-short"))
        {
            foreach (var hop in finding.Milliseconds > 0 && !Elsewhere.IsNetworkIll(edge) && !Elsewhere.IsDestinationIll(edge) ? edge.Hops.All : [])
            {
                if (Judge(hop, finding, finding.Milliseconds!.Value) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static Suspicion? Judge(HopView hop, ConfiguredFinding finding, double ms)
    {
        var flag = Flags.Where(known => finding.Flag is null || finding.Flag == known).MaxBy(hop.Flagged);
        var total = hop.Histogram(HopPart.Total);
        if (flag == default || total is null || Refusals.Logged(hop, flag, null) is not { } strength)
        {
            return null;
        }

        // Silence may begin late, age may not: none of them ends earlier.
        var old = (double)total.CountAbove((ulong)(NotMuchEarlier * ms * Floors.Millisecond)) / total.Count;
        var setting = Setting.Of(finding);
        return old < AsManyAsFlagged * hop.FlagShare(flag) ? null : new()
        {
            Cause = Cause.StreamTimeout,
            Confidence = 0.93,
            Strength = strength,
            Fails = true,
            Evidence =
            [
                ConfiguredClues.Flag(hop, flag, setting, null),
                ConfiguredClues.Logged(hop, "total.as-long", old * 100, "%", null, setting, hop.FlagShare(flag) * 100),
            ],
            Because = $"the configuration ends {Clues.Percent(hop.FlagShare(flag))} of the streams after {Clues.Say(ms * Floors.Millisecond)} ({setting.Where})",
            NextStep = setting.NextStep,
        };
    }
}
