using System.Runtime.InteropServices;
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

    // The first so many are in use; those behind them are emptied and wait for their replica to come again.
    private readonly List<EndpointWindow> _endpoints = [];
    private int _used;
    private bool _isApart;
    private string? _only;
    private bool _began;

    public Leg Leg => leg;

    public End End => end;

    public bool Shared { get; private set; }

    public SignalSums Signals { get; } = new();

    public CounterSums Counters { get; } = new();

    /// <summary>The replicas, when there are several; none while there is one or it is not known.</summary>
    public ReadOnlySpan<EndpointWindow> Apart => CollectionsMarshal.AsSpan(_endpoints)[.._used];

    /// <summary>The one replica everything went to; null when there are several or it is not known.</summary>
    public string? Only => _isApart ? null : _only;

    /// <summary>How many deltas named a replica beyond <see cref="MaxEndpoints"/>.</summary>
    public int Folded { get; private set; }

    /// <summary>Empties it and keeps its storage.</summary>
    public void Clear()
    {
        foreach (var endpoint in Apart)
        {
            endpoint.Clear();
        }

        Signals.Clear();
        Counters.Clear();
        (_used, _isApart, _began, _only, Shared, Folded) = (0, false, false, null, false, 0);
    }

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
            if (endpoint is not null && EndpointWindow.Keeps(gained.Counter))
            {
                endpoint.Counters.Add(gained.Counter, gained.Value);
            }
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

        if (!_isApart)
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
        _isApart = true;
        if (_only is not null)
        {
            var first = FindOrAdd(_only);
            first.Signals.Add(Signals, EndpointWindow.Keeps);
            first.Counters.Add(Counters, EndpointWindow.Keeps);
        }
    }

    private EndpointWindow FindOrAdd(string name)
    {
        for (var position = 0; position < _endpoints.Count; position++)
        {
            var known = _endpoints[position];
            if (ReferenceEquals(known.Endpoint, name) || string.Equals(known.Endpoint, name, StringComparison.Ordinal))
            {
                return position < _used ? known : Use(position);
            }
        }

        if (_used >= MaxEndpoints && name != OtherEndpoints)
        {
            Folded++;
            return FindOrAdd(OtherEndpoints);
        }

        // Replicas come and go: one that did not come again makes room.
        if (_endpoints.Count > MaxEndpoints && _used < _endpoints.Count)
        {
            _endpoints.RemoveAt(_endpoints.Count - 1);
        }

        _endpoints.Add(new(name));
        return Use(_endpoints.Count - 1);
    }

    private EndpointWindow Use(int position)
    {
        (_endpoints[position], _endpoints[_used]) = (_endpoints[_used], _endpoints[position]);
        return _endpoints[_used++];
    }
}
