using Functional.Tests.Rig;
using MeshLens.Core.Windows;

namespace Functional.Tests.Trouble;

/// <summary>The server's wall clock is set while it runs; time goes on.</summary>
public sealed class ClockStepTests
{
    [Theory]
    [InlineData(+1)]
    [InlineData(-1)]
    public async Task Server_ClockSetByAnHour_GoesOnInTheWindowsItWasIn(int hours)
    {
        var time = new SteppedTime();
        await using var server = await RunningServer.Start(time: time);
        await using var agent = await FakeAgent.Start(server.Addresses.Agents, "functional-clock");
        await agent.ReportTurns(ageMs: 30_000);
        var before = (await server.Api.Edge(Traffic.Caller, Traffic.Callee)).GetProperty("window").GetInt64();

        time.Step(TimeSpan.FromHours(hours));
        await agent.ReportTurns();

        var after = await server.Api.Edge(Traffic.Caller, Traffic.Callee, seen =>
            seen.GetProperty("window").GetInt64() > before && seen.GetProperty("requests").GetUInt64() > 0);
        Assert.InRange(after.GetProperty("window").GetInt64() - before, 1, WindowGrid.Hour / 2);
    }
}
