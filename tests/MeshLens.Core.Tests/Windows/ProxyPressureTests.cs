using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class ProxyPressureTests
{
    private const long Window = 1000;

    [Theory]
    [InlineData(Leg.AppToProxy, End.Server, AccessReporter.Client)]
    [InlineData(Leg.ProxyToProxy, End.Client, AccessReporter.Client)]
    [InlineData(Leg.ProxyToProxy, End.Server, AccessReporter.Server)]
    [InlineData(Leg.ProxyToApp, End.Client, AccessReporter.Server)]
    [InlineData(Leg.ToWaypoint, End.Server, AccessReporter.Waypoint)]
    public void Pressure_AtAProxysEnd_IsTheProxysAndNobodyElses(Leg leg, End end, AccessReporter proxy)
    {
        var state = Closed(Pressed(leg, end, 0.5));

        Assert.Equal(proxy, Assert.Single(state.Snapshot!.ProxyPressure!).Proxy);
        Assert.Equal((null, null), (state.Snapshot.CallerPressure, state.Snapshot.CalleePressure));
        Assert.Equal(0.5, new Pressure(state.Snapshot.PressureOf(proxy)).RunQueueShare, 3);
    }

    [Fact]
    public void Pressure_AtTheApplicationsEnds_IsNoProxys()
    {
        var state = Closed(Pressed(Leg.AppToProxy, End.Client, 0.1), Pressed(Leg.ProxyToApp, End.Server, 0.2));

        Assert.Null(state.Snapshot!.ProxyPressure);
        Assert.NotNull(state.Snapshot.CallerPressure);
        Assert.NotNull(state.Snapshot.CalleePressure);
    }

    [Fact]
    public void Pressure_OfAProxyInQuietWindows_BecomesWhatIsUsual()
    {
        var state = new EdgeState(Deltas.Edge);
        for (var window = Window; window < Window + 20; window++)
        {
            state.Apply(Deltas.Of(Deltas.Turns(window, 5), Pressed(Leg.ProxyToProxy, End.Client, 0.02, window)), window);
            state.Close(window + 1, _ => []);
        }

        var usual = Assert.Single(state.Snapshot!.ProxyPressure!).Pressure.RunQueueShare!;
        Assert.Equal(0.02, usual.Mean, 3);
    }

    private static EdgeState Closed(params WindowDelta[] windows)
    {
        var state = new EdgeState(Deltas.Edge);
        state.Apply(Deltas.Of([Deltas.Turns(Window, 5), .. windows]), Window);
        state.Close(Window + 1, _ => []);
        return state;
    }

    private static WindowDelta Pressed(Leg leg, End end, double share, long window = Window) => new()
    {
        Window = window,
        Leg = leg,
        End = end,
        Pressure = new() { IntervalNs = 10_000_000_000, RunQueueNs = (ulong)(share * 1e10) },
    };
}
