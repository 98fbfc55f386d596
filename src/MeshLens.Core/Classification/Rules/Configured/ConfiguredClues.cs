using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Evidence that says what was seen and what the configuration predicts for it.</summary>
internal static class ConfiguredClues
{
    /// <param name="predicted">Of the requests, 0 to 1; null when only that it occurs is predicted.</param>
    public static Evidence Flag(HopView hop, ResponseFlag flag, Setting setting, double? predicted) => new(
        $"{Name(hop)}.flags.{ResponseFlagNames.Of(flag)}.share",
        Percent(hop.FlagShare(flag)),
        "%",
        hop.UsualFlagShare(flag) is { } usual ? Percent(usual) : null,
        Sources.Of(hop.Source),
        VerdictClass.MeshConfig,
        setting.Predicting(predicted is { } share ? Percent(share) : null));

    public static Evidence Part(HopView hop, HopPart part, Setting setting, double? predictedNs)
    {
        var usual = hop.Part(part).BaselineNs ?? 0;
        return HopClues.Mean(hop, part, VerdictClass.MeshConfig) with
        {
            Predicted = setting.Predicting(predictedNs is { } predicted ? Clues.Ms(usual + predicted) : null),
        };
    }

    /// <summary>Something else that the access log tells.</summary>
    public static Evidence Logged(HopView hop, string what, double value, string unit, double? usual, Setting setting, double? predicted) =>
        new($"{Name(hop)}.{what}", Math.Round(value, 3), unit, usual is { } known ? Math.Round(known, 3) : null, Sources.AccessLog, VerdictClass.MeshConfig, setting.Predicting(predicted is { } number ? Math.Round(number, 3) : null));

    /// <summary>Something that the kernel measured.</summary>
    public static Evidence Measured(Evidence evidence, Setting setting, double? predicted) =>
        evidence with { Predicted = setting.Predicting(predicted is { } number ? Math.Round(number, 3) : null) };

    private static string Name(HopView hop) => $"proxy.{HopClues.Name(hop.Reporter)}";

    private static double Percent(double share) => Math.Round(share * 100, 1);
}
