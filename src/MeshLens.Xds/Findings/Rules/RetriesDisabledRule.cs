using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A VirtualService took away the mesh's default retries.</summary>
internal sealed class RetriesDisabledRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "retries-disabled",
        [4],
        Severity.Info,
        "Retries turned off",
        "A route that a VirtualService made forwards requests and has no retry policy, which only attempts: 0 brings about.",
        "Default routes and those of gateways without a VirtualService; redirects and direct responses.",
        "While pods come and go, single requests fail with 503 and flag UF or UC at their first attempt.",
        "VirtualService spec.http[].retries.attempts",
        "Allow two attempts on connect-failure,refused-stream, which never reached the service, unless requests must not be repeated.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route is { Source: not null, Action: RouteActionKind.Forward, Retries: null or { Retries: 0 }, Targets.Count: > 0 }
            ? Entry(
                route,
                "retries.attempts",
                "Requests are not tried again, not even those that never reached the destination.",
                new(PredictedEffect.Unprotected, "503 with flag UF or UC at the first attempt whenever a pod goes away.", Status: 503, Flag: "UF"))
            : null;
}
