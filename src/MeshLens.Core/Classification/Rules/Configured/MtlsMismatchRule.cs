using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>One end speaks mutual TLS and the other does not: connections stand, as the kernel sees, and end before an answer (flags UC, UF).</summary>
internal sealed class MtlsMismatchRule : ConfiguredRule
{
    private const ulong MinConnections = 5;
    private const double NearlyAll = 0.8;
    private const double ShortLifeNs = 100e6;

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        foreach (var finding in configuration.Of("plaintext-to-mutual-tls", "mutual-tls-to-plaintext"))
        {
            if (edge.Failures.Lasting == 0 && (Outbound(edge) is { } hop ? Logged(edge, hop, finding) : Inferred(edge, finding)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // An endpoint that takes both speaks plaintext as well: where only some requests fail, that is not why.
    private static Suspicion? Logged(EdgeView edge, HopView hop, ConfiguredFinding finding)
    {
        var flag = finding.Flag ?? ResponseFlag.UpstreamConnectionTermination;
        var predicted = finding.Share ?? 1;
        if (Refusals.Logged(hop, flag, predicted) is not { } strength || (finding.Share is null && hop.FlagShare(flag) < NearlyAll))
        {
            return null;
        }

        var setting = Setting.Of(finding);
        return New(setting) with
        {
            Confidence = edge.Handshakes.All.Count > 0 ? 0.96 : 0.9,
            Strength = strength,
            Evidence = [ConfiguredClues.Flag(hop, flag, setting, predicted), .. Handshakes(edge, setting)],
        };
    }

    private static Suspicion? Inferred(EdgeView edge, ConfiguredFinding finding)
    {
        var closed = edge.WireClient?.Count(Counter.Closed) ?? 0;
        var life = (edge.WireClient?.Count(Counter.LifetimeNs) ?? 0) / (double)Math.Max(1, closed);
        var setting = Setting.Of(finding);
        return finding.Severity < ConfiguredSeverity.Error || !new CallersProxy(edge).IsSeen || edge.WireClient!.Find(Signal.Turn) is not null
            || edge.Handshakes.All.Count < MinConnections || closed < NearlyAll * edge.Handshakes.All.Count || life > ShortLifeNs ? null : New(setting) with
            {
                Confidence = 0.65,
                Strength = Strength.Weak,
                Evidence =
            [
                .. Handshakes(edge, setting),
                ConfiguredClues.Measured(Clues.Duration("tcp.lifetime.mean", life, null, VerdictClass.MeshConfig), setting, 0),
            ],
            };
    }

    private static IEnumerable<Evidence> Handshakes(EdgeView edge, Setting setting)
    {
        if (edge.Handshakes.All.Count > 0)
        {
            yield return ConfiguredClues.Measured(Clues.Count("tcp.handshakes", edge.Handshakes.All.Count, edge.Handshakes.Baseline?.SamplesPerWindow, VerdictClass.MeshConfig), setting, null);
        }
    }

    private static Suspicion New(Setting setting) => new()
    {
        Cause = Cause.MtlsMismatch,
        Confidence = 0,
        Strength = Strength.Unknown,
        Fails = true,
        Evidence = [],
        Because = $"one end speaks mutual TLS and the other does not: connections stand and end before an answer ({setting.Where})",
        NextStep = setting.NextStep,
    };
}
