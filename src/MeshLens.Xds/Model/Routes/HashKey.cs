using Envoy.Config.Route.V3;

namespace MeshLens.Xds.Model.Routes;

/// <summary>One part of the key by which a request finds its endpoint.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Name">Which one; empty for the caller's address.</param>
/// <param name="IsHandedOut">The proxy gives new callers a value of their own, so that values are many.</param>
public readonly record struct HashKey(HashKeyKind Kind, string Name, bool IsHandedOut)
{
    internal static HashKey Of(RouteAction.Types.HashPolicy policy) => policy.PolicySpecifierCase switch
    {
        RouteAction.Types.HashPolicy.PolicySpecifierOneofCase.Header => new(HashKeyKind.Header, policy.Header.HeaderName, false),
        RouteAction.Types.HashPolicy.PolicySpecifierOneofCase.Cookie => new(HashKeyKind.Cookie, policy.Cookie.Name, policy.Cookie.Ttl is not null),
        RouteAction.Types.HashPolicy.PolicySpecifierOneofCase.QueryParameter => new(HashKeyKind.QueryParameter, policy.QueryParameter.Name, false),
        RouteAction.Types.HashPolicy.PolicySpecifierOneofCase.FilterState => new(HashKeyKind.FilterState, policy.FilterState.Key, false),
        _ => new(HashKeyKind.SourceAddress, "", false),
    };
}
