using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Requests that a proxy answers itself, with an error, beside the part of the requests that the configuration predicts.</summary>
internal static class Refusals
{
    private const double MostOfTheFailures = 0.4;
    private const double Half = 0.5;

    /// <summary>
    /// Null when the flag is not what went wrong: it is as rare as ever, few of the failures carry it, or there are more than predicted.
    /// Strong when as many as predicted carry it; a fault that began within the window shows in part.
    /// </summary>
    /// <param name="predicted">Of the requests, 0 to 1; null when only that it occurs is predicted.</param>
    public static Strength? Logged(HopView hop, ResponseFlag flag, double? predicted)
    {
        var share = hop.FlagShare(flag);
        return !hop.FlagGrew(flag) || share < MostOfTheFailures * hop.FailedShare ? null
            : predicted is not { } expected ? hop.FlagGrowth(flag)
            : !Numbers.IsWithin(share, expected, hop.Ended) ? null
            : Numbers.Agree(share, expected, hop.Ended) || share >= Half * expected ? hop.FlagGrowth(flag)
            : Strength.Weak;
    }

    /// <summary>Without a log: the part of the requests that never left the caller's proxy, where it is what was predicted.</summary>
    public static double? Inferred(EdgeView edge, double predicted) =>
        edge.Failures.Lasting == 0
        && new CallersProxy(edge).Kept is { } kept
        && Numbers.Agree(kept, predicted, edge.Time.Requests) ? kept : null;
}
