using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Kernel;
using MeshLens.Core.Signals;

namespace MeshLens.Agent.Tests.Aggregation;

public sealed class WireNumbersTests
{
    [Fact]
    public void SignalOf_EveryKernelSignal_HasAName() => Assert.DoesNotContain(
        Core.Signals.Signal.None, Enum.GetValues<Kernel.Signal>().Select(signal => WireNumbers.SignalOf(signal, Role.Client)));

    [Fact]
    public void FailureOf_EveryKernelFailure_HasAReasonOfItsOwn()
    {
        var reasons = Enum.GetValues<Failure>().Select(WireNumbers.FailureOf).ToList();

        Assert.Equal(reasons.Count, reasons.Distinct().Count());
    }

    [Fact]
    public void UnavailableOf_EveryKernelReason_IsKnown() => Assert.DoesNotContain(
        TurnsUnavailable.Other, Enum.GetValues<Unavailable>().Select(WireNumbers.UnavailableOf));
}
