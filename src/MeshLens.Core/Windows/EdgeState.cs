using MeshLens.Core.Baselines;
using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Windows;

/// <summary>Everything an edge knows of itself. Deltas go in; closed windows come out classified, in order.</summary>
/// <remarks>
/// Time comes from outside, as window indices, so the same calls always end in the same state. A window that nothing
/// happened in is classified as well, until <see cref="SilentAfter"/> of them in a row leave the edge silent.
/// </remarks>
public sealed class EdgeState
{
    /// <summary>Windows without traffic after which an edge is silent: one minute.</summary>
    public const int SilentAfter = 6;

    /// <summary>Windows before this one that the classifier gets to see.</summary>
    private const int RecentWindows = 12;

    private readonly EdgeKey _edge;
    private readonly Func<EdgeSnapshot, ClassifiedWindow> _classify;
    private readonly EdgeWindows _windows = new();
    private readonly WindowHistory _history = new();
    private BaselineKeeper _baselines = new();
    private IncidentLog _incidents = new();
    private EndSightings _sightings;
    private VerdictState _verdict = VerdictState.Initial;
    private Party _source = Party.Unknown;
    private Party _destination = Party.Unknown;
    private long _lastClosed;
    private long _lastTraffic;
    private Cause _lastTrafficCause = Cause.Undetermined;
    private long _firstWindow;
    private (string Text, long Until)? _restored;

    public EdgeState(EdgeKey edge, Func<EdgeSnapshot, ClassifiedWindow>? classify = null)
    {
        _edge = edge;
        _classify = classify ?? Classifier.Classify;
        Diagnosis = IdleDiagnosis.Waiting(edge, _source, _destination);
    }

    /// <summary>The answer for the last closed window.</summary>
    public Diagnosis Diagnosis { get; private set; }

    /// <summary>Null until a window closed.</summary>
    public EdgeSummary? Summary { get; private set; }

    /// <summary>What the classifier was given last; null until a window closed, and after <see cref="DropSnapshot"/>.</summary>
    public EdgeSnapshot? Snapshot { get; private set; }

    public IReadOnlyList<Incident> Incidents => _incidents.All;

    /// <summary>No traffic for <see cref="SilentAfter"/> windows, or none yet.</summary>
    public bool IsSilent { get; private set; } = true;

    /// <summary>The oldest window that still has to be closed; null when the edge is silent and none is open.</summary>
    public long? NextToClose => IsSilent ? _windows.Oldest : _lastClosed + 1;

    public long LateRows => _windows.Late;

    public long MisdatedRows => _windows.Misdated;

    /// <summary>The closed windows of the last hour that had traffic, oldest first.</summary>
    public List<WindowSummary> History() => _history.All();

    /// <param name="now">The window open now.</param>
    public void Apply(EdgeDelta delta, long now)
    {
        (_source, _destination) = (delta.Source, delta.Destination);
        foreach (var window in delta.Windows)
        {
            _windows.Apply(window, now);
        }

        if (IsSilent && _windows.Oldest is { } oldest)
        {
            WakeUp(oldest);
        }
    }

    /// <summary>Closes what ended before <paramref name="firstOpen"/>, oldest first; false when nothing was due.</summary>
    /// <param name="siblings">The edges that share an end with this one, as they are when the given window closes.</param>
    public bool Close(long firstOpen, Func<long, List<SiblingEdge>> siblings)
    {
        var closed = false;
        while (_windows.TakeBefore(firstOpen) is { } due)
        {
            closed |= CloseSilent(due.Index, siblings);
            if (IsSilent)
            {
                WakeUp(due.Index);
            }

            CloseOne(due, siblings);
            closed = true;
        }

        return CloseSilent(firstOpen, siblings) || closed;
    }

    /// <summary>Lets go of the snapshot: it is half of what an edge costs, and few are ever looked at.</summary>
    public void DropSnapshot() => Snapshot = null;

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

    private void CloseOne(OpenWindow window, Func<long, List<SiblingEdge>> siblings)
    {
        _sightings.Note(window);
        Snapshot = Take(window, siblings(window.Index));
        var classified = _classify(Snapshot);
        Publish(classified);
        _incidents.Follow(classified);
        if (_baselines.Learn(Snapshot, classified))
        {
            _incidents.Close(IncidentEnd.Rebased);
            _verdict = VerdictState.Initial;
        }

        _lastClosed = window.Index;
        if (window.Legs.Length > 0)
        {
            _lastTraffic = window.Index;
            _lastTrafficCause = _verdict.Cause;
            _history.Add(classified.Window);
            _windows.GiveBack(window);
        }
    }

    private void Publish(ClassifiedWindow classified)
    {
        _verdict = classified.State;
        Diagnosis = classified.Diagnosis with { Notes = Notes(classified.Window.Window) };
        Summary = classified.Summary;
    }

    private void FallSilent()
    {
        _incidents.Close(IncidentEnd.NoTraffic);
        (Diagnosis, Summary) = IdleDiagnosis.Silent(Diagnosis, Summary!, _lastTrafficCause, _lastTraffic);
        _verdict = VerdictState.Initial;
        IsSilent = true;
    }

    private EdgeSnapshot Take(OpenWindow window, List<SiblingEdge> siblings)
    {
        var current = _baselines.Current;
        return new()
        {
            Edge = _edge,
            Source = _source,
            Destination = _destination,
            Window = window.Index,
            Legs = Measure(window.Legs, current),
            CallerPressure = window.CallerPressure is { } caller ? current.Caller.Beside(caller) : null,
            CalleePressure = window.CalleePressure is { } callee ? current.Callee.Beside(callee) : null,
            Listeners = [.. window.Listeners],
            NameServers = [.. window.NameServers.Select(server => SnapshotBuilder.Measure(server, current))],
            Coverage = Cover(window),
            Siblings = siblings,
            Exemplars = [.. window.Exemplars],
            Recent = [.. _history.Before(window.Index - 1, RecentWindows)],
            Previous = _verdict,
            PathMeanNs = current.Path.Baseline(current.PathWindows),
        };
    }

    private static List<LegMeasurement> Measure(ReadOnlySpan<LegWindow> legs, EdgeBaselines baselines)
    {
        List<LegMeasurement> measured = new(legs.Length);
        foreach (var leg in legs)
        {
            measured.Add(SnapshotBuilder.Measure(leg, baselines));
        }

        return measured;
    }

    private static bool HasSharedServer(ReadOnlySpan<LegWindow> legs)
    {
        foreach (var leg in legs)
        {
            if (leg is { End: End.Server, Shared: true })
            {
                return true;
            }
        }

        return false;
    }

    private Coverage Cover(OpenWindow window) => new()
    {
        ClientSeen = _sightings.ClientSeen(window.Index),
        ServerSeen = _sightings.ServerSeen(window.Index),
        ServerShared = HasSharedServer(window.Legs),
        Losses = window.Losses,
        AgeMs = window.AgeMs,
        Partial = window.Index == _firstWindow || _sightings.OneFellSilent(window.Index),
    };

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
