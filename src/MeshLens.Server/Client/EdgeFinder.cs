using System.Net;
using System.Runtime.CompilerServices;
using MeshLens.Api;
using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Server.Client;

/// <summary>From what a person types to an edge's id: the id itself, or the names of its ends as tables print them.</summary>
internal static class EdgeFinder
{
    private const int ShownAtMost = 20;

    /// <exception cref="ApiException">No edge, or more than one, goes by these names.</exception>
    public static async Task<string> Find(ApiClient api, string[] names, CancellationToken cancellationToken)
    {
        if (names is [var id] && EdgeKey.TryParse(id, out _))
        {
            return id;
        }

        var matches = new List<string>();
        await foreach (var edge in WithText(api, names[^1], cancellationToken))
        {
            if (GoesBy(edge, names))
            {
                matches.Add(edge.Id);
            }
        }

        return matches switch
        {
            [var only] => only,
            [] => throw new ApiException(HttpStatusCode.NotFound, $"No edge goes by '{string.Join(' ', names)}'; 'meshlens edges' lists them."),
            _ => throw new ApiException(HttpStatusCode.BadRequest, Ambiguous(names, matches)),
        };
    }

    /// <summary>Whether both ends, or either when one name is given, are called so, with or without namespace and port.</summary>
    public static bool GoesBy(EdgeSummary edge, string[] names) => names is [var either]
        ? IsCalled(edge.Source, either) || IsCalled(edge.Destination, either)
        : IsCalled(edge.Source, names[0]) && IsCalled(edge.Destination, names[1]);

    // By name, since the order by what is worst changes from page to page.
    private static async IAsyncEnumerable<EdgeSummary> WithText(
        ApiClient api, string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ;)
        {
            var path = $"/api/v1/edges?sort=name&limit={EdgeQuery.MaxLimit}&offset={offset}&text={Uri.EscapeDataString(text)}";
            var page = await api.Get(path, ApiJson.Default.EdgePage, cancellationToken);
            foreach (var edge in page.Edges)
            {
                yield return edge;
            }

            offset += page.Edges.Count;
            if (page.Edges.Count == 0 || offset >= page.Total)
            {
                yield break;
            }
        }
    }

    private static bool IsCalled(Party party, string asked) => asked == party.Name || asked == party.Written;

    private static bool IsCalled(DiagnosedDestination destination, string asked) =>
        asked == destination.Written
        || asked == $"{destination.Name}:{destination.Port}"
        || IsCalled(new Party(destination.Namespace, destination.Name, destination.Kind), asked);

    private static string Ambiguous(string[] names, List<string> matches) =>
        $"'{string.Join(' ', names)}' names {matches.Count} edges; give one id:\n  {string.Join("\n  ", matches.Take(ShownAtMost))}"
        + (matches.Count > ShownAtMost ? "\n  …" : "");
}
