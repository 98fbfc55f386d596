using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Another service decides about every request.</summary>
internal sealed class ExternalAuthorizationRule : FilterRule
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    public override RuleInfo Info { get; } = new(
        "external-authorization",
        [42],
        Severity.Info,
        "Every request asks another service first",
        "An ext_authz filter is in the chain and not turned off. A warning when it may wait 10 s or longer, or waits for bodies.",
        "Authorization by rules in the proxy (RBAC), which costs microseconds; a filter that is off until a route turns it on.",
        "Requests take the authorization service's latency more before the upstream is called; when it fails, 403 with flag UAEX, or nothing if it fails open.",
        "AuthorizationPolicy with action CUSTOM and meshConfig extensionProviders, or an EnvoyFilter",
        "Give the provider a timeout of a few hundred milliseconds, cache decisions, run it near its callers.");

    protected override Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model)
    {
        if (filter.Kind != FilterKind.ExternalAuthorization)
        {
            return null;
        }

        var limit = filter.Timeout ?? TimeSpan.Zero;
        return Seen(
            filter,
            listener,
            $"{filter.Asks ?? "Another service"} decides about each request, within {Words.Of(limit)}{(filter.WaitsForBody ? ", and sees its body" : "")}",
            new(PredictedEffect.Delay, $"Each request takes what that service takes more, up to {Words.Of(limit)}, before the upstream is called.", limit.TotalMilliseconds, 1, Flag: "UAEX"),
            limit >= Long || filter.WaitsForBody ? Severity.Warning : Severity.Info);
    }
}
