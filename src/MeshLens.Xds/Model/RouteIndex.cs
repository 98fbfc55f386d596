namespace MeshLens.Xds.Model;

/// <summary>
/// Which routes belong to a service port: those of the virtual host that its callers name, wherever they then lead. istiod names
/// virtual hosts host:port; where several services share one, their names are among its domains.
/// </summary>
internal sealed class RouteIndex
{
    private readonly Dictionary<string, List<RouteModel>> _byName = new(StringComparer.Ordinal);

    public RouteIndex(IReadOnlyList<RouteModel> routes, Func<string, bool> isService)
    {
        foreach (var host in routes.GroupBy(static route => (route.Configuration, route.VirtualHost)))
        {
            var names = isService(host.Key.VirtualHost) ? [host.Key.VirtualHost] : host.First().Domains;
            foreach (var name in names)
            {
                (_byName.TryGetValue(name, out var list) ? list : _byName[name] = []).AddRange(host);
            }
        }
    }

    public IReadOnlyList<RouteModel> Of(string host, int port) => _byName.GetValueOrDefault($"{host}:{port}") ?? [];
}
