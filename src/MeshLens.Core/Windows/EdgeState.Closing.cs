using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Windows;

/// <content>Closing windows, and falling silent and waking up between them.</content>
public sealed partial class EdgeState
{
    /// <summary>Closes what ended before <paramref name="firstOpen"/>, oldest first; false when nothing was due.</summary>
    /// <param name="siblings">The edges that share an end with this one, as they are when the given window closes.</param>
    public bool Close(long firstOpen, Func<long, List<SiblingEdge>> siblings)
    {
        var closed = false;
        while (_windows.TakeBefore(firstOpen) is { } due)
        {
            closed |= CloseSilent(due.Index, siblings);
            if (!IsSilent || due.HasTraffic)
            {
                CloseAwake(due, siblings);
                closed = true;
            }

            _windows.GiveBack(due);
        }

        return CloseSilent(firstOpen, siblings) || closed;
    }

    private void WakeUp(long window)
    {
        IsSilent = false;
        _lastClosed = window - 1;
        _lastTraffic = window - 1;
        _firstWindow = _firstWindow == 0 ? window : _firstWindow;
    }

    // Windows in which nothing happened, up to but not including one that something happened in or that is still open.
    private bool CloseSilent(long before, Func<long, List<SiblingEdge>> siblings)
    {
        var closed = false;
        while (!IsSilent && _lastClosed + 1 < before)
        {
            if (_lastClosed + 1 - _lastTraffic >= SilentAfter)
            {
                FallSilent();
            }
            else
            {
                CloseOne(new OpenWindow(_lastClosed + 1), siblings);
            }

            closed = true;
        }

        return closed;
    }

    private void CloseAwake(OpenWindow due, Func<long, List<SiblingEdge>> siblings)
    {
        if (IsSilent)
        {
            WakeUp(due.Index);
        }

        CloseOne(due, siblings);
    }

    private void CloseOne(OpenWindow window, Func<long, List<SiblingEdge>> siblings)
    {
        _sightings.Note(window);
        Snapshot = Take(window, siblings(window.Index));
        var classified = _classify(Snapshot);
        Publish(classified);
        Closed?.Invoke(Snapshot, classified);
        _incidents.Follow(classified);
        if (_baselines.Learn(Snapshot, classified))
        {
            _incidents.Close(IncidentEnd.Rebased);
            _verdict = VerdictState.Initial;
        }

        NoteDrops(window);
        _lastClosed = window.Index;
        if (window.HasTraffic)
        {
            _lastTraffic = window.Index;
            _lastTrafficCause = _verdict.Cause;
            _history.Add(classified.Window);
        }
    }

    private void Publish(ClassifiedWindow classified)
    {
        _verdict = classified.State;
        Diagnosis = classified.Diagnosis with { Notes = [.. classified.Diagnosis.Notes, .. Notes(classified.Window.Window)] };
        Summary = classified.Summary;
    }

    private void FallSilent()
    {
        _incidents.Close(IncidentEnd.NoTraffic);
        (Diagnosis, Summary) = IdleDiagnosis.Silent(Diagnosis, Summary!, _lastTrafficCause, _lastTraffic);
        _verdict = VerdictState.Initial;
        IsSilent = true;
    }
}
