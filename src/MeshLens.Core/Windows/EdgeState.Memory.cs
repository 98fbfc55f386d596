using MeshLens.Core.Baselines;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Windows;

/// <content>What outlives the process, and what is said about it.</content>
public sealed partial class EdgeState
{
    private (string Text, long Until)? _restored;

    public EdgeMemory Remember() => new()
    {
        Window = _lastClosed,
        Source = _source,
        Destination = _destination,
        Baselines = _baselines,
        Verdict = _verdict,
        Incidents = [.. _incidents.All],
        Recent = [.. _history.Before(_lastClosed, RecentWindows)],
    };

    /// <summary>Takes over what an earlier process remembered.</summary>
    /// <param name="now">The window open now.</param>
    public void Recall(EdgeMemory memory, DateTimeOffset savedAt, long now)
    {
        (_source, _destination) = (memory.Source, memory.Destination);
        _baselines = memory.Baselines;
        _incidents = IncidentLog.From(memory.Incidents, memory.Verdict.LastSeenWindow);
        _restored = (EdgeNotes.Restored(savedAt, WindowGrid.StartOf(now)), now + EdgeNotes.RestoredWindows);

        // A verdict is carried on over a short absence. After a long one, or when the clock was set back, it says nothing.
        if (memory.Window <= now && now - memory.Window <= 2 * SilentAfter)
        {
            _verdict = memory.Verdict;
            memory.Recent.ForEach(window => _history.Add(window));
            WakeUp(now);
        }
        else
        {
            _incidents.Close(IncidentEnd.NotWatched);
        }

        Diagnosis = IdleDiagnosis.Waiting(_edge, _source, _destination) with { Notes = Notes(now) };
    }

    private List<string> Notes(long window)
    {
        List<string> notes = [];
        if (_restored is { } restored && window <= restored.Until)
        {
            notes.Add(restored.Text);
        }

        if (_baselines.LastRebase is { } rebase && window - rebase.Window <= EdgeNotes.RebasedWindows)
        {
            notes.Add(EdgeNotes.Rebased(rebase));
        }

        if (_baselines.Current.Principal() is { Drifted: true } drifted)
        {
            notes.Add(EdgeNotes.Drifted(drifted));
        }

        if (_windows.Late > 0)
        {
            notes.Add(EdgeNotes.LateRows(_windows.Late));
        }

        return notes;
    }
}
