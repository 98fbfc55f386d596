namespace MeshLens.Xds.Model.Routes;

/// <summary>Which requests a route takes: all conditions must hold.</summary>
/// <param name="Kind">How the path is compared.</param>
/// <param name="Path">With what.</param>
/// <param name="Conditions">Everything else that is asked for, as readable text: headers, query parameters, gRPC, a part of the requests.</param>
public sealed record RouteMatchModel(PathMatchKind Kind, string Path, IReadOnlyList<string> Conditions)
{
    /// <summary>It takes every request.</summary>
    public bool TakesAll => Conditions.Count == 0 && Kind is PathMatchKind.Prefix && Path is "/" or "";

    /// <summary>Whether every request that <paramref name="other"/> takes is taken here, as far as can be proven.</summary>
    public bool Covers(RouteMatchModel other) => CoversPath(other) && Conditions.All(other.Conditions.Contains);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", new[] { $"{Kind.ToString().ToLowerInvariant()} {Path}" }.Concat(Conditions));

    private bool CoversPath(RouteMatchModel other) => Kind switch
    {
        PathMatchKind.Prefix => other.Kind is not (PathMatchKind.Regex or PathMatchKind.Other) && other.Path.StartsWith(Path, StringComparison.Ordinal)
            || Path is "/" or "" && other.Kind != PathMatchKind.Other,
        PathMatchKind.Segments => other.Kind is PathMatchKind.Exact or PathMatchKind.Segments && IsUnder(other.Path)
            || other.Kind == PathMatchKind.Prefix && other.Path.StartsWith(Path + '/', StringComparison.Ordinal),
        PathMatchKind.Exact or PathMatchKind.Regex => Kind == other.Kind && Path == other.Path,
        _ => false,
    };

    private bool IsUnder(string path) => path == Path || path.StartsWith(Path + '/', StringComparison.Ordinal);
}
