using System.Globalization;
using MeshLens.Api.Problems;
using MeshLens.Core.Edges;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Configuration;

/// <summary>The mesh's configuration: what rules find in it, and what applies to one edge.</summary>
internal static class ConfigurationEndpoints
{
    public static void MapConfiguration(this IEndpointRouteBuilder api)
    {
        api.MapGet("/findings", List).WithName("listFindings").WithTags("Configuration")
            .WithSummary("What rules find in the mesh's configuration, worst first, each with what it predicts and where to change it.")
            .Produces<FindingReport>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/edges/{id}/config", Find).WithName("edgeConfiguration").WithTags("Configuration")
            .WithSummary("What applies to a service pair: listener, routes, clusters, endpoints, findings and changes; with `onset`, the likeliest cause first.")
            .Produces<EdgeConfiguration>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<JsonHttpResult<FindingReport>, ProblemHttpResult> List(string? severity, string? text, IConfigurationAnswers answers)
    {
        var least = Severity.Info;
        if (severity is not null && !(Enum.TryParse(severity, ignoreCase: true, out least) && Enum.IsDefined(least)))
        {
            return Problem.BadRequest(new() { ["severity"] = [$"'{severity}' is no severity: info, warning or error."] });
        }

        var found = FindingFilter.Of(answers.Findings, least, text);
        return TypedResults.Json(new FindingReport([.. found], answers.Missing), ConfigurationJson.Options);
    }

    private static Results<JsonHttpResult<EdgeConfiguration>, ProblemHttpResult> Find(string id, string? onset, IConfigurationAnswers answers)
    {
        DateTimeOffset moment = default;
        if (onset is not null && !DateTimeOffset.TryParse(onset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment))
        {
            return Problem.BadRequest(new() { ["onset"] = [$"'{onset}' is no time: write for example 2026-03-01T12:00:00Z."] });
        }

        return !EdgeKey.TryParse(id, out var edge) ? Problem.NotAnEdgeId(id)
            : answers.Find(edge, onset is null ? null : moment) is { } configuration ? TypedResults.Json(configuration, ConfigurationJson.Options)
            : Problem.UnknownDestination(edge, answers.Missing);
    }
}
