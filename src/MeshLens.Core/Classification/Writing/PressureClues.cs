using MeshLens.Core.Classification.View;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Says what a process lacked. It explains why a process is slow and never, alone, that it is.</summary>
internal static class PressureClues
{
    /// <summary>The end of a sentence: "; its threads wait for a processor"; empty when it lacked nothing.</summary>
    public static string Say(Pressure pressure)
    {
        List<string> lacks = [.. Processor(pressure), .. pressure.Stalls.Where(stall => stall.IsShifted).Select(Say)];
        return lacks.Count == 0 ? "" : $"; {string.Join(" and ", lacks)}";
    }

    public static IEnumerable<Evidence> Evidence(Pressure pressure)
    {
        if (pressure.IsStarved)
        {
            yield return Clues.Share("process.run_queue", pressure.RunQueueShare, pressure.UsualRunQueueShare, VerdictClass.Application);
        }

        if (pressure.IsThrottled)
        {
            yield return Clues.Share("process.cpu.throttled", pressure.ThrottledShare, pressure.UsualThrottledShare, VerdictClass.Application);
        }

        foreach (var stall in pressure.Stalls.Where(stall => stall.IsShifted))
        {
            yield return Clues.Share($"process.pressure.{stall.Resource}", stall.Share, stall.Usual, VerdictClass.Application);
        }
    }

    private static IEnumerable<string> Processor(Pressure pressure) =>
        pressure.IsThrottled ? [$"its CPU quota stops it {Clues.Percent(pressure.ThrottledShare)} of the time"]
        : pressure.IsStarved ? ["its threads wait for a processor"]
        : [];

    private static string Say(Stall stall) =>
        $"tasks where it runs stood still {Clues.Percent(stall.Share)} of the time for lack of {stall.Lacking}";
}
