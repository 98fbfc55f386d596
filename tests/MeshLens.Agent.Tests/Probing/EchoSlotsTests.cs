using MeshLens.Agent.Probing;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Probing;

public sealed class EchoSlotsTests
{
    private static EchoSlots Create(params ReadOnlySpan<int> tickets)
    {
        var slots = new EchoSlots();
        foreach (var ticket in tickets)
        {
            slots.Begin(ticket);
        }

        return slots;
    }

    [Theory]
    [InlineData(1_000, 1_500, 500)]
    [InlineData(0, 1_500, 0)]
    [InlineData(1_000, 0, 0)]
    [InlineData(1_500, 1_000, 0)]
    [InlineData(1_000, 90_000_000_000, 0)]
    public void Take_Answered_HasTheTimeThatTheKernelTold(long sentNs, long arrivedNs, long rttNs)
    {
        var slots = Create(7);
        slots.Sent(7, sentNs);
        slots.Answered(7, arrivedNs);

        Assert.True(slots.Take(7, out var outcome, out var lacksSent));

        Assert.Equal((new Outcome(ProbeOutcome.Answered, rttNs), sentNs == 0), (outcome, lacksSent));
        Assert.False(slots.Take(7, out _, out _));
    }

    [Fact]
    public void Take_Refused_IsUnreachableAndNoOtherIs()
    {
        var slots = Create(7, 8);

        slots.Refused(7);

        Assert.False(slots.Take(8, out _, out _));
        Assert.True(slots.Take(7, out var outcome, out var lacksSent));
        Assert.Equal((new Outcome(ProbeOutcome.Unreachable), false), (outcome, lacksSent));
    }

    [Fact]
    public void Answered_WhatWasForgottenOrReplaced_IsNobodys()
    {
        var slots = Create(7, 8);
        slots.Forget(7);
        slots.Begin(8 + 1_024);

        slots.Answered(7, 1);
        slots.Answered(8, 1);
        slots.Refused(8);

        Assert.False(slots.Take(7, out _, out _) || slots.Take(8, out _, out _) || slots.Take(8 + 1_024, out _, out _));
    }
}
