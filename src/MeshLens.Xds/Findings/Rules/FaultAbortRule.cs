using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Somebody asked for requests to fail.</summary>
internal sealed class FaultAbortRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "fault-abort",
        [8],
        Severity.Error,
        "Injected abort",
        "A route has a fault that answers more than no requests itself. A warning where only requests with certain headers meet it.",
        "The empty fault filter that istiod puts into every chain; an abort of 0 % of the requests.",
        "The share of requests that is named fails with flag FI and without an upstream host; no connection is made for them.",
        "VirtualService spec.http[].fault.abort",
        "Remove the fault. If it is a test, end it.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        if (route.Fault is not { Aborts: true } fault)
        {
            return null;
        }

        var status = fault.Status is { } http ? $"{http}" : $"gRPC status {fault.GrpcStatus}";
        return Entry(
            route,
            "fault.abort",
            $"{Words.Percent(fault.AbortShare)} of the requests are answered with {status} on purpose.",
            new(
                PredictedEffect.Failure,
                $"{status} with flag FI on {Words.Percent(fault.AbortShare)} of requests, no upstream host.",
                Share: fault.AbortShare,
                Status: fault.Status ?? 200,
                Flag: "FI"),
            Faults.SeverityOf(route, fault));
    }
}
