using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Grains.Catalog;

/// <summary>Which edges, in which order, and which page of them. An absent filter lets everything through.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.edge-query")]
public sealed record EdgeQuery
{
    public const int MaxLimit = 1000;

    /// <summary>Namespace of either end.</summary>
    [Id(0)] public string? Namespace { get; init; }

    [Id(1)] public VerdictClass? Class { get; init; }

    /// <summary>Part of a name, namespace, cause or id, or of an end as it is written (<c>shop/payments:8080</c>), in any case.</summary>
    [Id(2)] public string? Text { get; init; }

    [Id(3)] public EdgeOrder Order { get; init; }

    [Id(4)] public int Offset { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    [Id(5)] public int Limit { get; init; } = 50;

    /// <summary>Whether an edge passes the filters, its class included.</summary>
    public bool Admits(EdgeSummary edge) => (Class is null || edge.Class == Class) && AdmitsBesidesClass(edge);

    /// <summary>Whether an edge passes all filters but that of its class.</summary>
    public bool AdmitsBesidesClass(EdgeSummary edge) =>
        (Namespace is null || edge.Source.Namespace == Namespace || edge.Destination.Namespace == Namespace)
        && (string.IsNullOrEmpty(Text) || HasText(edge));

    private bool HasText(EdgeSummary edge) =>
        Contains(edge.Id) || Contains(edge.Source.Name) || Contains(edge.Destination.Name)
        || Contains(edge.Source.Namespace) || Contains(edge.Destination.Namespace) || Contains(edge.Cause)
        || (IsWritten && (Contains(edge.Source.Written) || Contains(edge.Destination.Written)));

    // Names joined by these are put together only for a text that has them.
    private bool IsWritten => Text.AsSpan().ContainsAny('/', ':');

    private bool Contains(string? field) => field is not null && field.Contains(Text!, StringComparison.OrdinalIgnoreCase);
}
