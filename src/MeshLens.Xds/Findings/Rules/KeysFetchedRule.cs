using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Requests with tokens wait for keys that another server has.</summary>
internal sealed class KeysFetchedRule : FilterRule
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    public override RuleInfo Info { get; } = new(
        "keys-fetched",
        [47],
        Severity.Info,
        "Requests wait for the keys of tokens",
        "A filter that checks tokens fetches an issuer's keys itself when a request needs them. A warning when a fetch may take 10 s or longer.",
        "Keys that istiod puts into the configuration, as it does unless told otherwise; keys that are fetched in the background.",
        "After a proxy starts, and whenever keys age out, requests with tokens take the fetch more before the upstream is called; 401 while the issuer does not answer.",
        "RequestAuthentication spec.jwtRules[].jwksUri with PILOT_JWT_ENABLE_REMOTE_JWKS, or an EnvoyFilter",
        "Let istiod fetch the keys, or put them into jwtRules[].jwks; run the issuer near the proxies.");

    protected override Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model) =>
        filter is { Kind: FilterKind.TokenCheck, Asks: { } asks, Timeout: { } limit }
            ? Seen(
                filter,
                listener,
                $"Keys of tokens are fetched from {asks} when a request needs them, within {Words.Of(limit)}",
                new(PredictedEffect.Delay, $"Up to {Words.Of(limit)} for the first requests with tokens, and again whenever keys age out; 401 when the fetch fails.", limit.TotalMilliseconds, Status: 401),
                limit >= Long ? Severity.Warning : Severity.Info)
            : null;
}
