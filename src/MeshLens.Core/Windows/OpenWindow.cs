using MeshLens.Core.Edges;

namespace MeshLens.Core.Windows;

/// <summary>One window of an edge while it takes samples. Adding is commutative: any order and partition ends the same.</summary>
internal sealed class OpenWindow(long index)
{
    private readonly List<LegWindow> _legs = [];

    public long Index => index;

    public IReadOnlyList<LegWindow> Legs => _legs;

    public HostPressure? CallerPressure { get; private set; }

    public HostPressure? CalleePressure { get; private set; }

    public ListenerSums Listeners { get; } = new();

    public NameServerSums NameServers { get; } = new();

    public ExemplarSet Exemplars { get; } = new();

    public LossNote Losses { get; private set; }

    public uint AgeMs { get; private set; }

    public void Apply(WindowDelta delta)
    {
        LegOf(delta.Leg, delta.End).Apply(delta);
        Losses += delta.Losses;
        AgeMs = Math.Max(AgeMs, delta.AgeMs);
        ApplyPressure(delta);
        foreach (var exemplar in delta.Exemplars ?? [])
        {
            Exemplars.Add(exemplar);
        }

        foreach (var listener in delta.Listeners ?? [])
        {
            Listeners.Add(listener);
        }

        foreach (var server in delta.NameServers ?? [])
        {
            NameServers.Add(server);
        }
    }

    private void ApplyPressure(WindowDelta delta)
    {
        if (delta.Pressure is not { } pressure)
        {
            return;
        }

        if (delta.End == End.Client)
        {
            CallerPressure = PressureSum.Add(CallerPressure, pressure);
        }
        else
        {
            CalleePressure = PressureSum.Add(CalleePressure, pressure);
        }
    }

    private LegWindow LegOf(Leg leg, End end)
    {
        foreach (var known in _legs)
        {
            if (known.Leg == leg && known.End == end)
            {
                return known;
            }
        }

        var added = new LegWindow(leg, end);
        _legs.Add(added);
        return added;
    }
}
