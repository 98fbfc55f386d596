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
public sealed partial class EdgeState
{
    /// <summary>Windows without traffic after which an edge is silent: one minute.</summary>
    public const int SilentAfter = 6;

    /// <summary>Windows before this one that the classifier gets to see.</summary>
    private const int RecentWindows = 12;

    private readonly EdgeKey _edge;
    private readonly Func<EdgeSnapshot, ClassifiedWindow> _classify;
    private readonly Func<Party, Party, EdgeConfiguration?> _configuration;
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
    private (long Window, List<ListenerState> Listeners)? _drops;
    private List<EdgePath>? _paths;

    /// <param name="configuration">What is configured between source and destination, asked when a window closes; null when nobody knows.</param>
    public EdgeState(EdgeKey edge, Func<EdgeSnapshot, ClassifiedWindow>? classify = null, Func<Party, Party, EdgeConfiguration?>? configuration = null)
    {
        _edge = edge;
        _classify = classify ?? Classifier.Classify;
        _configuration = configuration ?? (static (_, _) => null);
        Diagnosis = IdleDiagnosis.Waiting(edge, _source, _destination);
    }

    /// <summary>The answer for the last closed window.</summary>
    public Diagnosis Diagnosis { get; private set; }

    /// <summary>Asked for who and where replicas are; null when nobody knows.</summary>
    public IEndpointPlaces? Places { get; set; }

    /// <summary>Asked for how probes fare between nodes; null when nobody probes.</summary>
    public IPathProbes? Paths { get; set; }

    /// <summary>Told of every window that closes, with what was measured in it and what was said of it; null for nobody.</summary>
    public Action<EdgeSnapshot, ClassifiedWindow>? Closed { get; set; }

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

        foreach (var hop in delta.Hops ?? [])
        {
            _windows.Apply(hop, now);
        }

        foreach (var metric in delta.Metrics ?? [])
        {
            _windows.Apply(metric, now);
        }

        if (IsSilent && _windows.OldestWithTraffic is { } oldest)
        {
            WakeUp(oldest);
        }
    }

    /// <summary>Lets go of the snapshot: it is half of what an edge costs, and few are ever looked at.</summary>
    public void DropSnapshot() => Snapshot = null;
}
