using MeshLens.Core.Edges;

namespace MeshLens.Core.Windows;

/// <summary>One leg of an open window, seen from one end.</summary>
/// <remarks>
/// Most legs have one replica. For them the replica is the leg, so replicas are kept apart only from the second one on.
/// </remarks>
internal sealed class LegWindow(Leg leg, End end)
{
    /// <summary>Replicas kept apart; the rest are folded into <see cref="OtherEndpoints"/>.</summary>
    public const int MaxEndpoints = 64;

    public const string OtherEndpoints = "other";

    private List<EndpointWindow>? _apart;
    private string? _only;
    private bool _began;

    public Leg Leg => leg;

    public End End => end;

    public bool Shared { get; private set; }

    public SignalSums Signals { get; } = new();

    public CounterSums Counters { get; } = new();

    /// <summary>The replicas, when there are several; none while there is one or it is not known.</summary>
    public IReadOnlyList<EndpointWindow> Apart => _apart ?? [];

    /// <summary>The one replica everything went to; null when there are several or it is not known.</summary>
    public string? Only => _apart is null ? _only : null;

    /// <summary>How many deltas named a replica beyond <see cref="MaxEndpoints"/>.</summary>
    public int Folded { get; private set; }

    public void Apply(WindowDelta delta)
    {
        Shared |= delta.Shared;
        var endpoint = EndpointFor(delta.Endpoint);
        foreach (var gained in delta.Signals)
        {
            Signals.Add(gained.Signal, gained.Histogram);
            if (endpoint is not null && EndpointWindow.Keeps(gained.Signal))
            {
                endpoint.Signals.Add(gained.Signal, gained.Histogram);
            }
        }

        foreach (var gained in delta.Counters)
        {
            Counters.Add(gained.Counter, gained.Value);
            endpoint?.Counters.Add(gained.Counter, gained.Value);
        }
    }

    // Null while everything so far went to one replica, known or not.
    private EndpointWindow? EndpointFor(string? name)
    {
        if (!_began)
        {
            _began = true;
            _only = name;
        }

        if (_apart is null)
        {
            if (string.Equals(_only, name, StringComparison.Ordinal))
            {
                return null;
            }

            Separate();
        }

        return name is null ? null : FindOrAdd(name);
    }

    // A second replica appeared: what was added up so far belongs to the first.
    private void Separate()
    {
        _apart = [];
        if (_only is not null)
        {
            var first = FindOrAdd(_only);
            first.Signals.Add(Signals, EndpointWindow.Keeps);
            first.Counters.Add(Counters);
        }
    }

    private EndpointWindow FindOrAdd(string name)
    {
        foreach (var known in _apart!)
        {
            if (ReferenceEquals(known.Endpoint, name) || string.Equals(known.Endpoint, name, StringComparison.Ordinal))
            {
                return known;
            }
        }

        if (_apart.Count >= MaxEndpoints && name != OtherEndpoints)
        {
            Folded++;
            return FindOrAdd(OtherEndpoints);
        }

        var added = new EndpointWindow(name);
        _apart.Add(added);
        return added;
    }
}
