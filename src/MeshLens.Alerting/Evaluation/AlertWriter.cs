using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Alerting.Templates;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>Writes alerts: labels once, annotations each time.</summary>
internal sealed class AlertWriter(RuleSet rules, DateTimeOffset now, Func<string, string> link)
{
    /// <summary>Edges that an alert lists; more are counted in its sentence.</summary>
    public const int MostMembers = 100;

    public Alert Write(AlertSubject subject, IReadOnlyList<EdgeTrack> tracks, AlertState state)
    {
        var worst = Worst(tracks);
        var rule = rules.Find(worst.Key.Rule)!;
        var cause = tracks.GroupBy(static track => track.Edge.Cause).OrderByDescending(static same => same.Count()).ThenBy(static same => same.Key, StringComparer.Ordinal).First().Key;
        var since = tracks.Min(static track => track.Edge.Since);
        var group = rule.Group ?? rule.Name;
        return Refresh(new()
        {
            Id = IdOf(group, rule.Severity, subject, state == AlertState.Firing ? now : since),
            State = state,
            Rule = rule.Name,
            Severity = rule.Severity,
            Class = worst.Edge.Class,
            Cause = cause,
            Subject = subject,
            Labels = AlertLabels.Of(rule, worst.Edge.Class, cause, subject),
            Annotations = new Dictionary<string, string>(),
            Since = since,
            FiredAt = state == AlertState.Firing ? now : null,
            Group = group,
        }, tracks);
    }

    /// <summary>The alert with what its edges say now.</summary>
    public Alert Refresh(Alert alert, IReadOnlyList<EdgeTrack> tracks)
    {
        var excess = tracks.Max(static track => track.Edge.ExcessMs);
        var refreshed = alert with
        {
            PeakExcessMs = Math.Max(alert.PeakExcessMs, excess),
            Members = [.. tracks.OrderByDescending(static track => track.Edge.ExcessMs).ThenBy(static track => track.Key.EdgeId, StringComparer.Ordinal).Take(MostMembers).Select(Member)],
        };
        return refreshed with { Annotations = Annotate(refreshed, tracks) };
    }

    public Alert Resolve(Alert alert, string why, DateTimeOffset at) => alert with { State = AlertState.Resolved, ResolvedAt = at, Resolution = why };

    private Dictionary<string, string> Annotate(Alert alert, IReadOnlyList<EdgeTrack> tracks)
    {
        var worst = Worst(tracks);
        Dictionary<string, string> annotations = new(StringComparer.Ordinal)
        {
            ["subject"] = alert.Subject.Written,
            ["summary"] = AlertSentence.Of(alert, tracks, worst),
            ["excess"] = string.Create(CultureInfo.InvariantCulture, $"{tracks.Max(static track => track.Edge.ExcessMs):0.0} ms"),
            ["since"] = alert.Since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["edges"] = tracks.Select(static track => track.Key.EdgeId).Distinct(StringComparer.Ordinal).Count().ToString(CultureInfo.InvariantCulture),
        };
        if (link(worst.Key.EdgeId) is { Length: > 0 } diagnosis)
        {
            annotations["diagnosis"] = diagnosis;
        }

        foreach (var (name, text) in rules.Find(alert.Rule)?.Annotations ?? new Dictionary<string, string>())
        {
            annotations[name] = Template.Parse(text).Render(field => AlertFields.Of(alert with { Annotations = annotations }, field));
        }

        return annotations;
    }

    private static AlertMember Member(EdgeTrack track) => new(
        track.Key.EdgeId, track.Key.Rule, track.Edge.Source.Written, track.Edge.Destination.Written, track.Edge.Class, track.Edge.Cause,
        Math.Round(track.Edge.ExcessMs, 3), Math.Round(RuleMatch.ShareOf(track.Edge), 4), track.Edge.Since, track.Edge.Summary, track.LastMet, track.Burn);

    private static EdgeTrack Worst(IReadOnlyList<EdgeTrack> tracks) => tracks
        .OrderByDescending(static track => track.Edge.Symptom == Symptom.Failures)
        .ThenByDescending(static track => track.Edge.ExcessMs)
        .ThenBy(static track => track.Key.EdgeId, StringComparer.Ordinal)
        .First();

    // By when it fired: the same thing that breaks again is another alert.
    private static string IdOf(string group, AlertSeverity severity, AlertSubject subject, DateTimeOffset at) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{group}\n{severity}\n{subject.Kind}\n{subject.Cluster}\n{subject.Name}\n{at.ToUnixTimeMilliseconds()}")).AsSpan(0, 8));
}
