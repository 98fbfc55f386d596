using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;

namespace MeshLens.Xds.Model.Routes;

/// <summary>Puts the conditions of a route into words.</summary>
internal static class RouteMatchReader
{
    public static RouteMatchModel Read(RouteMatch? match)
    {
        var (kind, path) = PathOf(match);
        return new(kind, path, match is null ? [] : [.. Conditions(match)]);
    }

    private static (PathMatchKind Kind, string Path) PathOf(RouteMatch? match) => match?.PathSpecifierCase switch
    {
        RouteMatch.PathSpecifierOneofCase.Prefix => (PathMatchKind.Prefix, match.Prefix),
        RouteMatch.PathSpecifierOneofCase.PathSeparatedPrefix => (PathMatchKind.Segments, match.PathSeparatedPrefix),
        RouteMatch.PathSpecifierOneofCase.Path => (PathMatchKind.Exact, match.Path),
        RouteMatch.PathSpecifierOneofCase.SafeRegex => (PathMatchKind.Regex, match.SafeRegex.Regex),
        _ => (PathMatchKind.Other, ""),
    };

    private static IEnumerable<string> Conditions(RouteMatch match)
    {
        foreach (var header in match.Headers)
        {
            yield return $"header {header.Name}{(header.InvertMatch ? " not" : "")} {Value(header)}";
        }

        foreach (var query in match.QueryParameters)
        {
            yield return $"query {query.Name} {(query.StringMatch is { } text ? Value(text) : "present")}";
        }

        if (match.Grpc is not null)
        {
            yield return "gRPC";
        }

        if (match.RuntimeFraction?.DefaultValue is { } part)
        {
            yield return $"{Fraction.Of(part):P0} of requests";
        }

        if (match.TlsContext is not null)
        {
            yield return "client certificate";
        }

        foreach (var metadata in match.DynamicMetadata)
        {
            yield return $"metadata {metadata.Filter}";
        }
    }

    private static string Value(HeaderMatcher header) => header.HeaderMatchSpecifierCase switch
    {
        HeaderMatcher.HeaderMatchSpecifierOneofCase.StringMatch => Value(header.StringMatch),
#pragma warning disable CS0612, CS0618 // Old control planes still send them.
        HeaderMatcher.HeaderMatchSpecifierOneofCase.ExactMatch => $"= {header.ExactMatch}",
        HeaderMatcher.HeaderMatchSpecifierOneofCase.PrefixMatch => $"begins with {header.PrefixMatch}",
        HeaderMatcher.HeaderMatchSpecifierOneofCase.SuffixMatch => $"ends with {header.SuffixMatch}",
        HeaderMatcher.HeaderMatchSpecifierOneofCase.ContainsMatch => $"contains {header.ContainsMatch}",
        HeaderMatcher.HeaderMatchSpecifierOneofCase.SafeRegexMatch => $"fits {header.SafeRegexMatch.Regex}",
#pragma warning restore CS0612, CS0618
        HeaderMatcher.HeaderMatchSpecifierOneofCase.RangeMatch => $"in {header.RangeMatch.Start}..{header.RangeMatch.End}",
        HeaderMatcher.HeaderMatchSpecifierOneofCase.PresentMatch when !header.PresentMatch => "absent",
        _ => "present",
    };

    private static string Value(StringMatcher text) => text.MatchPatternCase switch
    {
        StringMatcher.MatchPatternOneofCase.Exact => $"= {text.Exact}",
        StringMatcher.MatchPatternOneofCase.Prefix => $"begins with {text.Prefix}",
        StringMatcher.MatchPatternOneofCase.Suffix => $"ends with {text.Suffix}",
        StringMatcher.MatchPatternOneofCase.Contains => $"contains {text.Contains}",
        StringMatcher.MatchPatternOneofCase.SafeRegex => $"fits {text.SafeRegex.Regex}",
        _ => "by an extension",
    };
}
