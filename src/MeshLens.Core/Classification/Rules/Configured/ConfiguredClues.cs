using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Evidence that says what was seen and what the configuration predicts for it.</summary>
internal static class ConfiguredClues
{
    private const string AccessLog = "access-log";

    /// <param name="predicted">Of the requests, 0 to 1; null when only that it occurs is predicted.</param>
    public static Evidence Flag(HopView hop, ResponseFlag flag, Setting setting, double? predicted) => new(
        $"{Name(hop)}.flag.{ResponseFlagNames.Of(flag)}",
        Percent(hop.FlagShare(flag)),
        "%",
        hop.UsualFlagShare(flag) is { } usual ? Percent(usual) : null,
        AccessLog,
        VerdictClass.MeshConfig,
        setting.Predicting(predicted is { } share ? Percent(share) : null));

    public static Evidence Part(HopView hop, HopPart part, Setting setting, double? predictedNs)
    {
        var change = hop.Part(part);
        return new(
            $"{Name(hop)}.{HopParts.NameOf(part)}.mean",
            Clues.Ms(change.NowNs),
            "ms",
            change.BaselineNs is { } usual ? Clues.Ms(usual) : null,
            AccessLog,
            VerdictClass.MeshConfig,
            setting.Predicting(predictedNs is { } predicted ? Clues.Ms((change.BaselineNs ?? 0) + predicted) : null));
    }

    /// <summary>Something else that the access log tells.</summary>
    public static Evidence Logged(HopView hop, string what, double value, string unit, double? usual, Setting setting, double? predicted) =>
        new($"{Name(hop)}.{what}", Math.Round(value, 3), unit, usual is { } known ? Math.Round(known, 3) : null, AccessLog, VerdictClass.MeshConfig, setting.Predicting(predicted is { } number ? Math.Round(number, 3) : null));

    /// <summary>Something that the kernel measured.</summary>
    public static Evidence Measured(Evidence evidence, Setting setting, double? predicted) =>
        evidence with { Predicted = setting.Predicting(predicted is { } number ? Math.Round(number, 3) : null) };

    private static string Name(HopView hop) => hop.Reporter switch
    {
        AccessReporter.Server => "proxy.destination",
        AccessReporter.Waypoint => "proxy.waypoint",
        _ => "proxy.caller",
    };

    private static double Percent(double share) => Math.Round(share * 100, 1);
}
