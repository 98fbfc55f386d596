using MeshLens.Core.Signals;

namespace MeshLens.Protocol.Columns;

/// <summary>Which signal, counter and failure numbers of the wire this build knows.</summary>
public static class WireSignals
{
    private static readonly bool[] Signals = Known(Enum.GetValues<Signal>().Select(signal => (int)signal));

    private static readonly bool[] Counters = Known(
    [
        .. Enum.GetValues<Counter>().Where(counter => counter < Counter.FailuresBase).Select(counter => (int)counter),
        .. Enum.GetValues<FailureReason>().Where(reason => reason != 0).Select(reason => (int)Counter.FailuresBase + (int)reason),
        .. Enum.GetValues<TurnsUnavailable>().Where(why => why != 0).Select(why => (int)Counter.TurnsUnavailableBase + (int)why),
    ]);

    public static bool TryRead(uint number, out Signal signal)
    {
        var known = number < Signals.Length && Signals[number];
        signal = known ? (Signal)number : Signal.None;
        return known;
    }

    public static bool TryRead(uint number, out Counter counter)
    {
        var known = number < Counters.Length && Counters[number];
        counter = known ? (Counter)number : Counter.None;
        return known;
    }

    /// <summary>A reason that a newer agent knows and this build does not is <see cref="FailureReason.Other"/>.</summary>
    public static FailureReason ReadFailure(uint number) =>
        number <= (uint)FailureReason.Other ? (FailureReason)number : FailureReason.Other;

    // Index zero stands for "none" in every numbering and is never sent.
    private static bool[] Known(IEnumerable<int> numbers)
    {
        var known = new bool[256];
        foreach (var number in numbers)
        {
            known[number] = number != 0;
        }

        return known;
    }
}
