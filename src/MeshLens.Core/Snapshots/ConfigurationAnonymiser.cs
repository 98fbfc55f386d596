using System.Text.RegularExpressions;

namespace MeshLens.Core.Snapshots;

/// <summary>Takes names out of what the configuration says. Kinds, fields and numbers stay, and sentences, which hold names anywhere, go.</summary>
internal static partial class ConfigurationAnonymiser
{
    public static EdgeConfiguration Anonymise(EdgeConfiguration configuration, Pseudonyms names) => configuration with
    {
        View = names.Of("view", configuration.View),
        Zone = names.Of("zone", configuration.Zone),
        Findings = configuration.Findings.ConvertAll(finding => finding with
        {
            Summary = "",
            Text = "",
            Resource = Resource(finding.Resource, names),
            Field = Field(finding.Field, names),
        }),
        Routes = configuration.Routes.ConvertAll(route => route with { Resource = Resource(route.Resource, names), Field = Field(route.Field, names) }),
        Pool = configuration.Pool is { } pool ? pool with { Resource = Resource(pool.Resource, names) } : null,
        Outlier = configuration.Outlier is { } outlier ? outlier with { Resource = Resource(outlier.Resource, names) } : null,
        Filters = configuration.Filters.ConvertAll(filter => filter with
        {
            Name = names.Of("filter", filter.Name),
            Asks = filter.Asks is { } asked ? names.Of("cluster", asked) : null,
        }),
        Endpoints = configuration.Endpoints.ConvertAll(endpoint => endpoint with
        {
            Address = names.OfEndpoint(endpoint.Address),
            Zone = names.Of("zone", endpoint.Zone),
        }),
    };

    // VirtualService shop/payments
    private static string Resource(string resource, Pseudonyms names) => resource.Split(' ', '/') is [var kind, var space, var name]
        ? $"{kind} {names.Of("namespace", space)}/{names.Of("service", name)}"
        : names.Of("resource", resource);

    // spec.http[name=canary].timeout; what is no field of a manifest is called by names alone.
    private static string Field(string field, Pseudonyms names) => field.StartsWith("spec.", StringComparison.Ordinal)
        ? Named().Replace(field, match => $"[name={names.Of("entry", match.Groups[1].Value)}]")
        : FilterOf().Match(field) is { Success: true } filter ? $"HTTP filter {names.Of("filter", filter.Groups[1].Value)}"
        : names.Of("field", field);

    [GeneratedRegex(@"\[name=([^\]]*)\]")]
    private static partial Regex Named();

    [GeneratedRegex("^HTTP filter (.*)$")]
    private static partial Regex FilterOf();
}
