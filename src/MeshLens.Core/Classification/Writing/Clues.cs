using System.Globalization;
using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Makes evidence and the numbers of sentences: milliseconds, rounded for people.</summary>
internal static class Clues
{
    private const string Kernel = "kernel";

    public static double Ms(double nanoseconds) => Math.Round(nanoseconds / 1e6, 3);

    /// <summary>"0.4 ms", "41 ms", "1.02 s".</summary>
    public static string Say(double nanoseconds)
    {
        var ms = Math.Max(0, nanoseconds / 1e6);
        return ms switch
        {
            >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.##} s"),
            >= 10 => string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms"),
            >= 1 => string.Create(CultureInfo.InvariantCulture, $"{ms:0.#} ms"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{ms:0.##} ms"),
        };
    }

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    public static Evidence Duration(string signal, double valueNs, double? baselineNs, VerdictClass supports) =>
        new(signal, Ms(valueNs), "ms", baselineNs is { } baseline ? Ms(baseline) : null, Kernel, supports);

    public static Evidence Mean(string signal, Change change, VerdictClass supports) =>
        Duration($"{signal}.mean", change.NowNs, change.BaselineNs, supports);

    public static Evidence Count(string signal, double value, double? baseline, VerdictClass supports) =>
        new(signal, value, "1", baseline is { } known ? Math.Round(known, 2) : null, Kernel, supports);

    /// <summary>A count for each of these reasons that occurred; for every reason when none is given.</summary>
    public static IEnumerable<Evidence> Failures(ConnectFailures failures, VerdictClass supports, params FailureReason[] reasons) =>
        Those(failures, reasons).Select(failed =>
            Count($"tcp.connect.failures.{FailureReasonNames.Of(failed.Reason)}", failed.Count, null, supports));

    /// <summary>"30 refused, 4 abandoned by the caller".</summary>
    public static string SayReasons(ConnectFailures failures, params FailureReason[] reasons) =>
        string.Join(", ", Those(failures, reasons).Select(failed => $"{failed.Count} {FailureReasonNames.Say(failed.Reason)}"));

    private static IEnumerable<(FailureReason Reason, ulong Count)> Those(ConnectFailures failures, FailureReason[] reasons) =>
        failures.Reasons.Where(failed => reasons.Length == 0 || reasons.Contains(failed.Reason));

    public static Evidence Share(string signal, double share, double? baseline, VerdictClass supports) =>
        new(signal, Math.Round(share * 100, 1), "%", baseline is { } known ? Math.Round(known * 100, 1) : null, Kernel, supports);
}
