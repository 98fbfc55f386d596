using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Baselines;

/// <summary>
/// What the baselines of an edge learn from one window, and all that is kept of it while it is not sure that they may.
/// </summary>
/// <param name="PathMeanNs">Client turn minus server time; null unless both ends timed the same requests.</param>
internal sealed record WindowLesson(
    long Window,
    LegLesson[] Legs,
    HostPressure? Caller,
    HostPressure? Callee,
    (string Address, SignalLesson Answered)[] NameServers,
    double? PathMeanNs,
    HopLesson[]? Hops,
    (AccessReporter Proxy, HostPressure Pressure)[] Proxies)
{
    public static WindowLesson Of(EdgeSnapshot window, double? pathMeanNs) => new(
        window.Window,
        [.. window.Legs.Select(LegLesson.Of)],
        window.CallerPressure?.Now,
        window.CalleePressure?.Now,
        [.. window.NameServers
            .Where(server => !server.Now.Answered.IsEmpty)
            .Select(server => (server.Now.Address, SignalLesson.Of(Signals.Signal.Dns, server.Now.Answered)))],
        pathMeanNs,
        HopLesson.Of(window),
        [.. (window.ProxyPressure ?? []).Select(proxy => (proxy.Proxy, proxy.Pressure.Now))]);
}
