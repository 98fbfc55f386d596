using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Changes;

/// <summary>
/// Ranks changes by how well they line up with the onset of a slowdown. A cause comes before its effect, and soon: the score halves
/// with the time between them, faster for settings, which act at once, than for rollouts and scaling, whose pods warm up or fill. Two
/// things blur the moment: an onset is known to a window of ten seconds, and a push reaches proxies up to ten seconds apart; a change
/// seen that little after the onset may still be its cause. A change to a setting that a rule warns about counts double.
/// </summary>
public static class Suspects
{
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(30);

    /// <summary>The changes for one service port that may have caused a slowdown, the likeliest first.</summary>
    /// <param name="log">What changed.</param>
    /// <param name="host">The destination.</param>
    /// <param name="port">Its port.</param>
    /// <param name="onset">When the edge became slow.</param>
    /// <param name="findings">What rules say of the configuration in force.</param>
    public static IReadOnlyList<Suspect> Of(ChangeLog log, string host, int port, DateTimeOffset onset, IReadOnlyList<Finding> findings) =>
        Of(log.Of(host, port), onset, findings);

    /// <summary>Those of the changes that may have caused a slowdown, the likeliest first.</summary>
    /// <param name="changes">What changed for the service port.</param>
    /// <param name="onset">When the edge became slow.</param>
    /// <param name="findings">What rules say of the configuration in force.</param>
    internal static IReadOnlyList<Suspect> Of(IEnumerable<EdgeChange> changes, DateTimeOffset onset, IReadOnlyList<Finding> findings) =>
    [
        .. changes
            .Where(change => onset - change.At > -Blur && onset - change.Last < Oldest)
            .Select(change => Rank(change, onset, findings))
            .OrderByDescending(static suspect => suspect.Score)
            .ThenBy(static suspect => suspect.Lead.Duration()),
    ];

    private static Suspect Rank(EdgeChange change, DateTimeOffset onset, IReadOnlyList<Finding> findings)
    {
        var lead = onset - change.At;
        var during = change.At <= onset && onset <= change.Last;
        var apart = during ? TimeSpan.Zero : onset < change.At ? change.At - onset : onset - change.Last;
        var finding = findings.FirstOrDefault(finding => Explains(finding, change));
        var score = Math.Pow(0.5, apart / HalfLife(change.Kind)) * (finding is null ? 0.5 : 1);
        var when = during ? "while the edge became slow" : lead >= TimeSpan.Zero ? $"{Words.Of(apart)} before the edge became slow" : $"{Words.Of(apart)} after the onset, within what clocks blur";
        return new(change, score, lead, finding is null ? $"{change}, {when}." : $"{change}, {when}; it predicts: {finding.Predicts.Text}");
    }

    private static bool Explains(Finding finding, EdgeChange change) =>
        finding.Severity >= Severity.Warning
        && finding.Concerns(change.Host, change.Port)
        && (change.Field == SettingComparison.FilterField ? IsNewFilter(finding, change) : finding.Resource == change.Resource && IsSame(SettingOf(finding.Field), SettingOf(change.Field)));

    private static bool IsSame(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    // A setting of one port is a field of its own; here both are of the same port.
    private static string SettingOf(string field)
    {
        const string PerPort = "portLevelSettings[";
        var start = field.IndexOf(PerPort, StringComparison.Ordinal);
        return start < 0 ? field : field[..start] + field[(field.IndexOf("].", start, StringComparison.Ordinal) + 2)..];
    }

    private static bool IsNewFilter(Finding finding, EdgeChange change)
    {
        const string Filter = "HTTP filter ";
        return finding.Field.StartsWith(Filter, StringComparison.Ordinal)
            && change.After.Split(", ").Contains(finding.Field[Filter.Length..])
            && !change.Before.Split(", ").Contains(finding.Field[Filter.Length..]);
    }

    private static TimeSpan HalfLife(EdgeChangeKind kind) => kind == EdgeChangeKind.Configuration ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(3);
}
