using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// A CPU quota stops the destination: requests wait to be read or to be answered while the process may not run. Without the
/// quota's own figures it would look like a slow handler.
/// </summary>
internal sealed class CpuThrottledRule : IRule
{
    public Suspicion? Judge(EdgeView edge)
    {
        var pressure = edge.CalleePressure;
        if (!pressure.IsThrottled || !(edge.Service.IsShifted || edge.Queueing.IsShifted || edge.AcceptWait.IsShifted))
        {
            return null;
        }

        return new()
        {
            Cause = Cause.CpuThrottled,
            Confidence = 0.94,
            Strength = new[] { edge.Service.Strength, edge.Queueing.Strength, edge.AcceptWait.Strength }.Max(),
            ExplainsNs = edge.Time.Service.GrowthNs + edge.Time.Queueing.GrowthNs,
            Evidence =
            [
                Clues.Share("process.cpu.throttled", pressure.ThrottledShare, pressure.UsualThrottledShare, VerdictClass.Application),
                Clues.Mean("server.service", edge.Service, VerdictClass.Application),
                Clues.Mean("server.queueing", edge.Queueing, VerdictClass.Application),
            ],
            Because = $"the destination's CPU quota stops it {Clues.Percent(pressure.ThrottledShare)} of the time",
            Without = "the CPU quota's stops",
        };
    }
}
