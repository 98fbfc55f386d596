using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Api.Edges;

/// <summary>The query string of the list of edges.</summary>
internal sealed record EdgeListParameters(
    [property: Description("Only edges from or to this namespace.")] string? Namespace,
    [property: Description("network, mesh-config, application, healthy or undetermined.")] string? Class,
    [property: Description("Part of a name, namespace, cause or id, or of an end as it is written (shop/payments:8080), in any case.")] string? Text,
    [property: Description("worst (the default), excess, requests or name.")] string? Sort,
    [property: Description("How many edges to skip.")] int? Offset,
    [property: Description("How many edges to return, 1 to 1000; 50 unless told.")] int? Limit)
{
    /// <summary>The query, or everything that is wrong with it, by parameter.</summary>
    public bool TryRead([NotNullWhen(true)] out EdgeQuery? query, out Dictionary<string, string[]> errors)
    {
        errors = [];
        VerdictClass? verdictClass = null;
        if (!string.IsNullOrEmpty(Class))
        {
            if (VerdictClassNames.TryParse(Class, out var parsed))
            {
                verdictClass = parsed;
            }
            else
            {
                errors["class"] = [$"'{Class}' is no class; use network, mesh-config, application, healthy or undetermined."];
            }
        }

        var order = EdgeOrder.Worst;
        if (!string.IsNullOrEmpty(Sort) && (!Enum.TryParse(Sort, ignoreCase: true, out order) || char.IsAsciiDigit(Sort[0]) || !Enum.IsDefined(order)))
        {
            errors["sort"] = [$"'{Sort}' is no order to sort by; use worst, excess, requests or name."];
        }

        if (Offset is < 0)
        {
            errors["offset"] = ["The offset is 0 or more."];
        }

        if (Limit is < 1 or > EdgeQuery.MaxLimit)
        {
            errors["limit"] = [$"The limit is 1 to {EdgeQuery.MaxLimit}."];
        }

        query = errors.Count > 0 ? null : new EdgeQuery
        {
            Namespace = string.IsNullOrEmpty(Namespace) ? null : Namespace,
            Class = verdictClass,
            Text = Text,
            Order = order,
            Offset = Offset ?? 0,
            Limit = Limit ?? 50,
        };
        return query is not null;
    }
}
