using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Windows;

/// <summary>The access logs of a window as they add up: one sum per kind of proxy.</summary>
internal sealed class HopSums
{
    private readonly List<HopDelta> _sums = [];

    public IReadOnlyList<HopDelta> All => _sums;

    public void Add(HopDelta gained)
    {
        var position = _sums.FindIndex(known => known.Reporter == gained.Reporter);
        if (position < 0)
        {
            _sums.Add(gained with { Parts = [.. gained.Parts.Select(Copy)], Flags = [.. gained.Flags], Legs = [.. gained.Legs], Endpoints = [.. gained.Endpoints.Select(Copy)] });
            return;
        }

        var sum = _sums[position];
        foreach (var part in gained.Parts)
        {
            Merge(sum.Parts, part);
        }

        foreach (var flag in gained.Flags)
        {
            Merge(sum.Flags, flag);
        }

        foreach (var leg in gained.Legs)
        {
            Merge(sum.Legs, leg);
        }

        foreach (var endpoint in gained.Endpoints)
        {
            Merge(sum.Endpoints, endpoint);
        }

        _sums[position] = sum with
        {
            Ended = Saturating.Add(sum.Ended, gained.Ended),
            Failed = Saturating.Add(sum.Failed, gained.Failed),
            Retried = Saturating.Add(sum.Retried, gained.Retried),
            Attempts = Saturating.Add(sum.Attempts, gained.Attempts),
            Tried = Saturating.Add(sum.Tried, gained.Tried),
            SameNode = Saturating.Add(sum.SameNode, gained.SameNode),
        };
    }

    private static HopPartSum Copy(HopPartSum part) => part with { Histogram = part.Histogram.Copy() };

    private static void Merge(List<HopPartSum> sums, HopPartSum gained)
    {
        var known = sums.FindIndex(sum => sum.Part == gained.Part);
        if (known < 0)
        {
            sums.Add(Copy(gained));
        }
        else
        {
            sums[known].Histogram.Merge(gained.Histogram);
        }
    }

    private static HopEndpoint Copy(HopEndpoint endpoint) => endpoint with { Wait = endpoint.Wait.Copy() };

    private static void Merge(List<HopEndpoint> sums, HopEndpoint gained)
    {
        var named = sums.Count < HopEndpoint.Most || sums.Exists(sum => sum.Endpoint == gained.Endpoint) ? gained : gained with { Endpoint = HopEndpoint.Others };
        var known = sums.FindIndex(sum => sum.Endpoint == named.Endpoint);
        if (known < 0)
        {
            sums.Add(Copy(named));
        }
        else
        {
            sums[known] = sums[known].Plus(named);
        }
    }

    private static void Merge(List<HopLegCount> sums, HopLegCount gained)
    {
        var known = sums.FindIndex(sum => sum.Leg == gained.Leg);
        if (known < 0)
        {
            sums.Add(gained);
        }
        else
        {
            sums[known] = gained with { Count = Saturating.Add(sums[known].Count, gained.Count) };
        }
    }

    private static void Merge(List<HopFlagCount> sums, HopFlagCount gained)
    {
        var known = sums.FindIndex(sum => sum.Flag == gained.Flag);
        if (known < 0)
        {
            sums.Add(gained);
        }
        else
        {
            sums[known] = gained with { Count = Saturating.Add(sums[known].Count, gained.Count) };
        }
    }
}
