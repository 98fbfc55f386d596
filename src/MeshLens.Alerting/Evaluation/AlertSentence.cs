using System.Globalization;
using MeshLens.Alerting.Grouping;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>One sentence a tired person understands: what is broken, who suffers, and by how much.</summary>
internal static class AlertSentence
{
    public static string Of(Alert alert, IReadOnlyList<EdgeTrack> tracks, EdgeTrack worst)
    {
        if (alert.Subject.Kind == SubjectKind.Edge)
        {
            return worst.Edge.Summary.Length > 0 ? worst.Edge.Summary : $"{alert.Subject.Written}: {Trouble(alert)}.";
        }

        var edges = tracks.Select(static track => track.Key.EdgeId).Distinct(StringComparer.Ordinal).Count();
        var failing = tracks.Count(static track => track.Edge.Symptom == Symptom.Failures);
        var excess = tracks.Max(static track => track.Edge.ExcessMs);
        var suffer = (failing, excess) switch
        {
            ( > 0, < 1) => "fail",
            ( > 0, _) => string.Create(CultureInfo.InvariantCulture, $"fail or are slower by up to {excess:0.0} ms"),
            _ => string.Create(CultureInfo.InvariantCulture, $"are slower by up to {excess:0.0} ms"),
        };
        return $"{Where(alert)}: {Trouble(alert)}; {(edges == 1 ? "1 service pair" : $"{edges} service pairs")} {(edges == 1 ? suffer.Replace("are", "is", StringComparison.Ordinal).Replace("fail", "fails", StringComparison.Ordinal) : suffer)}, the worst is {worst.Edge.Source.Written} -> {worst.Edge.Destination.Written}.";
    }

    private static string Where(Alert alert) => alert.Subject.Kind switch
    {
        SubjectKind.NodePair or SubjectKind.ZonePair => $"Between {alert.Subject.Written}",
        SubjectKind.Node => $"On {alert.Subject.Written}",
        SubjectKind.Workload => $"From {alert.Subject.Written}",
        _ => $"To {alert.Subject.Written}",
    };

    private static string Trouble(Alert alert)
    {
        var owner = alert.Class switch
        {
            VerdictClass.Network => "the network is the cause",
            VerdictClass.MeshConfig => "the mesh configuration is the cause",
            VerdictClass.Application => "the application is the cause",
            _ => "the cause is not known",
        };
        return alert.Cause is { } cause ? $"{owner} ({cause})" : owner;
    }
}
