using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Resources;

/// <summary>The route configurations that the HTTP connection managers of a listener ask for by name, each once.</summary>
internal static class ListenerReferences
{
    public static IReadOnlyList<string> Of(Listener listener)
    {
        List<string>? names = null;
        foreach (var manager in Managers(listener))
        {
            if (manager.Rds?.RouteConfigName is { Length: > 0 } name && names?.Contains(name) != true)
            {
                (names ??= []).Add(name);
            }
        }

        return names ?? [];
    }

    private static IEnumerable<HttpConnectionManager> Managers(Listener listener)
    {
        var chains = listener.DefaultFilterChain is { } last ? listener.FilterChains.Append(last) : listener.FilterChains;
        return chains.SelectMany(static chain => chain.Filters)
            .Select(static filter => filter.TypedConfig)
            .Append(listener.ApiListener?.ApiListener_)
            .Where(IsManager)
            .Select(static config => HttpConnectionManager.Parser.ParseFrom(config!.Value));
    }

    private static bool IsManager(Any? config) => config is not null && config.Is(HttpConnectionManager.Descriptor);
}
