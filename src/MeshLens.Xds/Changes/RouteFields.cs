using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Changes;

/// <summary>The settings of a route by their place in a VirtualService, as text that people compare.</summary>
internal static class RouteFields
{
    private const string None = "none";

    public static IReadOnlyList<(string Field, Func<RouteModel, string> Text)> All { get; } =
    [
        ("timeout", static route => route.Timeout is { } timeout ? Words.Of(timeout) : None),
        ("retries", static route => Text(route.Retries)),
        ("fault.delay", static route => route.Fault is { Delays: true, Delay: { } delay } fault ? $"{Words.Of(delay)} on {Words.Percent(fault.DelayShare)}" : None),
        ("fault.abort", static route => route.Fault is { Aborts: true } fault ? $"{fault.Status ?? fault.GrpcStatus} on {Words.Percent(fault.AbortShare)}" : None),
        ("route", static route => List(route.Targets.Select(static target => $"{Words.Percent(target.Share)} to {Words.Of(target.Cluster)}"))),
        ("mirror", static route => List(route.Mirrors.Select(static mirror => $"{Words.Percent(mirror.Share)} to {Words.Of(mirror.Cluster)}"))),
        ("hash", static route => List(route.HashKeys.Select(static key => $"{key.Kind} {key.Name}".TrimEnd()))),
        ("action", static route => route.ResponseStatus is { } status ? $"{route.Action} {status}" : route.Action.ToString()),
        ("idleTimeout", static route => route.IdleTimeout is { } timeout ? Words.Of(timeout) : None),
        ("rateLimits", static route => route.RateLimits == 0 ? None : $"{route.RateLimits}"),
    ];

    private static string Text(RetryModel? retries) => retries is null or { Retries: 0 } ? None
        : $"{retries.Retries} on {string.Join(", ", retries.On)}{(retries.PerTryTimeout is { } each ? $", {Words.Of(each)} each" : "")}";

    private static string List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } text ? text : None;
}
