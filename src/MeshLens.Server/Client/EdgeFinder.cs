using System.Net;
using MeshLens.Api;
using MeshLens.Grains.Catalog;
using MeshLens.Core.Edges;

namespace MeshLens.Server.Client;

/// <summary>From what a person types to an edge's id.</summary>
internal static class EdgeFinder
{
    /// <exception cref="ApiException">No edge, or more than one, goes by these names.</exception>
    public static async Task<string> Find(ApiClient api, string[] names, CancellationToken cancellationToken)
    {
        if (names is [var id] && EdgeKey.TryParse(id, out _))
        {
            return id;
        }

        var page = await api.Get($"/api/v1/edges?limit=1000&text={Uri.EscapeDataString(names[^1])}", ApiJson.Default.EdgePage, cancellationToken);
        var matches = page.Edges
            .Where(edge => names.Length == 1
                ? Is(names[0], edge.Source.Namespace, edge.Source.Name) || Is(names[0], edge.Destination.Namespace, edge.Destination.Name)
                : Is(names[0], edge.Source.Namespace, edge.Source.Name) && Is(names[1], edge.Destination.Namespace, edge.Destination.Name))
            .Select(edge => edge.Id)
            .ToList();
        return matches switch
        {
            [var only] => only,
            [] => throw new ApiException(HttpStatusCode.NotFound, $"No edge goes by '{string.Join(' ', names)}'; 'meshlens edges' lists them."),
            _ => throw new ApiException(HttpStatusCode.BadRequest, $"'{string.Join(' ', names)}' names {matches.Count} edges; give one id:\n  {string.Join("\n  ", matches)}"),
        };
    }

    private static bool Is(string asked, string @namespace, string name) =>
        string.Equals(asked, name, StringComparison.Ordinal) || string.Equals(asked, $"{@namespace}/{name}", StringComparison.Ordinal);
}
