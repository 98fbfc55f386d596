using MeshLens.Lab.Faults;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Services;
using MeshLens.Lab.Tests.Mesh;

namespace MeshLens.Lab.Tests.Faults;

/// <summary>Each fault does what it says and nothing else, on the clocks of the services themselves.</summary>
public sealed class FaultTests(MeshFixture fixture)
{
    // Far from what is injected, and far from what a busy machine adds to the median of a second.
    private const double FastMs = 40;
    private static readonly LabEdge OrdersToPayments = new("orders", "payments");
    private static readonly LabEdge FrontendToOrders = new("frontend", "orders");

    [KernelFact]
    public Task PathDelay_Of60Ms_MovesHandshakesAndTurnsNotTheServer() => Under(new PathDelayFault(), OrdersToPayments, 60, static seen =>
    {
        Assert.InRange(seen["orders"].HandshakeMs, 60, 60 + FastMs);
        Assert.InRange(seen["orders"].TurnMs, 62, 62 + FastMs);
        Assert.InRange(seen["payments-1"].ServedMs, 2, FastMs);
    });

    [KernelFact]
    public Task PathDelay_OnIPv6_WorksAlike() => Under(new PathDelayFault(), FrontendToOrders, 40, static seen =>
    {
        Assert.InRange(seen["frontend"].HandshakeMs, 40, 40 + FastMs);
        Assert.InRange(seen["orders"].HandshakeMs, 0, FastMs / 2);
    });

    [KernelFact]
    public Task SynLoss_OfMost_RepeatsHandshakesNotTurns() => Under(new SynLossFault(), OrdersToPayments, 0.6, static seen =>
    {
        Assert.InRange(seen["orders"].LongestHandshakeMs, 1000, 3500);
        Assert.InRange(seen["orders"].TurnMs, 2, 2 * FastMs);
    });

    [KernelFact]
    public Task DataLoss_OfAQuarter_StallsTurnsNotHandshakes() => Under(new DataLossFault(), OrdersToPayments, 0.25, static seen =>
    {
        Assert.InRange(seen["orders"].LongestTurnMs, 200, 4000);
        Assert.InRange(seen["orders"].HandshakeMs, 0, FastMs);
        Assert.InRange(seen["payments-1"].ServedMs, 2, FastMs);
    });

    [KernelFact]
    public Task SlowHandler_By100Ms_MovesTheServersTime() => Under(new SlowHandlerFault(), OrdersToPayments, 100, static seen =>
    {
        Assert.InRange(seen["payments-1"].ServedMs, 90, 100 + FastMs);
        Assert.InRange(seen["payments-2"].ServedMs, 90, 100 + FastMs);
        Assert.InRange(seen["orders"].HandshakeMs, 0, FastMs);
    });

    [KernelFact]
    public Task FullAcceptQueue_RepeatsHandshakesAndAcceptsFew() =>
        // A repeated SYN is answered a second later at the earliest, and its call ends after three: three seconds show neither for sure.
        Under(new FullAcceptQueueFault(), FrontendToOrders, 0.3, static seen =>
        {
            Assert.InRange(seen["orders"].Accepted, 0, 12);
            Assert.True(Repeated(seen["frontend"]), seen["frontend"].ToString());
            Assert.InRange(seen["orders"].ServedMs, 2, 2 * FastMs);
        }, seconds: 8);

    private static bool Repeated(Observation caller) =>
        caller.LongestHandshakeMs > 900 || caller.Of(CallOutcome.ConnectTimedOut) + caller.Of(CallOutcome.ResponseTimedOut) > 0;

    [KernelFact]
    public Task StarvedCaller_ReadsLateWhileTheServerIsFast() => Under(new StarvedCallerFault(), FrontendToOrders, 200, static seen =>
    {
        Assert.InRange(seen["frontend"].TurnMs, 50, 220 + FastMs);
        Assert.InRange(seen["orders"].ServedMs, 2, FastMs);
        Assert.InRange(seen["frontend"].HandshakeMs, 0, FastMs);
    });

    [KernelTheory]
    [InlineData(0.0, nameof(CallOutcome.ConnectTimedOut))]
    [InlineData(1.0, nameof(CallOutcome.Unreachable))]
    public Task UnreachablePeer_OfTwoReplicas_FailsTheCallsToThatOne(double strength, string outcome) => Under(new UnreachablePeerFault(), OrdersToPayments, strength, seen =>
    {
        Assert.InRange(seen["orders"].Outcomes.GetValueOrDefault(outcome), 1, seen["orders"].Calls);
        Assert.InRange(seen["orders"].Of(CallOutcome.Ok), 10, seen["orders"].Calls);
        Assert.InRange(seen["payments-1"].ServedMs, 2, FastMs);
    });

    [KernelFact]
    public void Injection_ThatFails_IsTakenBack()
    {
        var instance = fixture.Mesh.ReplicasOf(FrontendToOrders)[0];

        Assert.Throws<LabException>(() => Undo.Of(undo =>
        {
            PacketFilter.Add(undo, instance.Namespace, instance.Instance, "drop");
            throw new LabException("the second step failed");
        }));

        Assert.Equal("", instance.Namespace.Command("nft", "list", "ruleset"));
    }

    private async Task Under(IFault fault, LabEdge edge, double strength, Action<Dictionary<string, Observation>> check, int seconds = 3)
    {
        using (fault.Inject(fixture.Mesh, edge, strength))
        {
            await Observation.Shows(fixture.Mesh, seconds, check);
        }

        Assert.All(fixture.Mesh.Instances, IsAsBefore);
        await Recovered();
    }

    private static void IsAsBefore(RunningInstance instance)
    {
        Assert.Equal("", instance.Namespace.Command("nft", "list", "ruleset"));
        Assert.DoesNotContain("detour", instance.Namespace.Command("ip", "link"), StringComparison.Ordinal);
    }

    /// <summary>Calls that began under the fault may still fail; a second without failures must come soon.</summary>
    private async Task Recovered()
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var client = await Observation.Of(fixture.Mesh, "client", seconds: 1);
            if (client.Failures == 0 && client.LongestTurnMs < 500)
            {
                return;
            }
        }

        Assert.Fail("The mesh did not recover.");
    }
}
