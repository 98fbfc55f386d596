using MeshLens.Core.Classification;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Windows;

/// <summary>The last incidents of an edge. An incident lasts from the first window that showed its cause to the last.</summary>
internal sealed class IncidentLog
{
    public const int Max = 32;

    private readonly List<Incident> _incidents = [];
    private long _lastSeen;

    public IReadOnlyList<Incident> All => _incidents;

    public Incident? Open => _incidents is [.., { End: IncidentEnd.Open } last] ? last : null;

    public static IncidentLog From(IEnumerable<Incident> incidents, long lastSeen)
    {
        var log = new IncidentLog { _lastSeen = lastSeen };
        log._incidents.AddRange(incidents.TakeLast(Max));
        return log;
    }

    /// <summary>
    /// Follows the published verdict. One that shows a symptom is an incident, also when nobody knows its cause; too little
    /// traffic to tell neither begins an incident nor ends one.
    /// </summary>
    public void Follow(ClassifiedWindow window)
    {
        var verdict = window.Diagnosis.Verdict;
        if (verdict.Symptom != Symptom.None)
        {
            FollowCause(verdict, window);
        }
        else if (verdict.Class == VerdictClass.Healthy)
        {
            Close(IncidentEnd.Recovered);
        }
    }

    public void Close(IncidentEnd end) => Close(WindowGrid.EndOf(_lastSeen), end);

    private void FollowCause(Verdict verdict, ClassifiedWindow window)
    {
        if (Open is { } open && open.Cause != verdict.Cause)
        {
            Close(verdict.Since, IncidentEnd.CauseChanged);
        }

        _lastSeen = window.State.LastSeenWindow;
        if (Open is { } lasting)
        {
            _incidents[^1] = Update(lasting, verdict, window.Summary.ExcessMs);
        }
        else
        {
            Add(Update(new() { Cause = verdict.Cause, Since = verdict.Since }, verdict, window.Summary.ExcessMs));
        }
    }

    private static Incident Update(Incident incident, Verdict verdict, double excessMs) => incident with
    {
        Symptom = verdict.Symptom,
        PeakExcessMs = Math.Max(incident.PeakExcessMs, excessMs),
        Summary = verdict.Confidence >= incident.Confidence ? verdict.Summary : incident.Summary,
        Confidence = Math.Max(incident.Confidence, verdict.Confidence),
    };

    private void Close(DateTimeOffset until, IncidentEnd end)
    {
        if (Open is { } open)
        {
            _incidents[^1] = open with { Until = until < open.Since ? open.Since : until, End = end };
        }
    }

    private void Add(Incident incident)
    {
        if (_incidents.Count >= Max)
        {
            _incidents.RemoveAt(0);
        }

        _incidents.Add(incident);
    }
}
