using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Somebody asked for requests to be delayed.</summary>
internal sealed class FaultDelayRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "fault-delay",
        [7],
        Severity.Error,
        "Injected delay",
        "A route has a fault with a fixed delay for more than no requests. A warning where only requests with certain headers meet it.",
        "The empty fault filter that istiod puts into every chain; a delay for 0 % of the requests.",
        "The share of requests that is named takes the delay more, before the upstream is called; the destination sees nothing of it.",
        "VirtualService spec.http[].fault.delay",
        "Remove the fault. If it is a test, end it.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) => route.Fault is { Delays: true, Delay: { } delay } fault
        ? Entry(
            route,
            "fault.delay",
            $"{Words.Of(delay)} are added to {Words.Percent(fault.DelayShare)} of the requests on purpose.",
            new(
                PredictedEffect.Delay,
                $"{Words.Number(delay.TotalMilliseconds)} ms more on {Words.Percent(fault.DelayShare)} of requests, before the upstream is called.",
                delay.TotalMilliseconds,
                fault.DelayShare,
                Flag: "DI"),
            Faults.SeverityOf(route, fault))
        : null;
}
