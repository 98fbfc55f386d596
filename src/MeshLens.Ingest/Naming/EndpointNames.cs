using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Naming;

/// <summary>Asks the sources in turn: the first that knows wins, and at the end the address stands for itself.</summary>
internal sealed class EndpointNames(IEnumerable<IEndpointResolver> resolvers)
{
    private readonly IEndpointResolver[] _resolvers = [.. resolvers.OrderBy(resolver => resolver.Source)];

    public int Version
    {
        get
        {
            var version = 0;
            foreach (var resolver in _resolvers)
            {
                version += resolver.Version;
            }

            return version;
        }
    }

    public EndpointName Resolve(in EndpointQuery query)
    {
        foreach (var resolver in _resolvers)
        {
            if (resolver.Resolve(query) is { } name)
            {
                return name;
            }
        }

        return new(new Party("", query.Address.ToString(), PartyKind.Address), NameSource.Address, query.Port);
    }
}
