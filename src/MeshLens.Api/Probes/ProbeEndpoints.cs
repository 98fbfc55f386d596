using System.Text.Json;
using MeshLens.Grains.Probes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Probes;

/// <summary>The probe mesh: how every node reaches others, and questions of the moment.</summary>
internal static class ProbeEndpoints
{
    private const string LinesOfJson = "application/x-ndjson";
    private const string MatrixSummary = "How nodes reach each other, by probes: loss, round trip, jitter and what is usual, worst pairs first.";

    public static void MapProbes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/probes", Matrix).WithName("probeMatrix").WithTags("Probes").WithSummary(MatrixSummary);
        api.MapGet("/probes/matrix", Matrix).ExcludeFromDescription();
        api.MapPost("/probes", Ask).WithName("probe").WithTags("Probes")
            .WithSummary("Probes a node, a service or an address now, from nodes that take part. The answer is a line of JSON for each probe as it ends, the last one sums up. Targets are limited to what is known and to what the operator allows.")
            .Produces<ProbeLine>(StatusCodes.Status200OK, LinesOfJson)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<ProbeMatrix> Matrix(IProbeDirectory probes) => TypedResults.Ok(probes.Matrix());

    private static async Task Ask(ProbeRequest request, IProbeDesk desk, HttpContext context, CancellationToken cancellationToken)
    {
        if (!desk.TryAccept(request, out var run, out var refusal))
        {
            await TypedResults.Problem(refusal.Sentence, statusCode: StatusOf(refusal.Kind)).ExecuteAsync(context);
            return;
        }

        using var place = run;
        context.Response.ContentType = LinesOfJson;
        await WriteAsync(context, new() { Accepted = run.Probe }, cancellationToken);
        var answers = run.Probe.From.ToDictionary(static node => node, static _ => new List<ProbeAnswer>());
        await foreach (var answer in run.Answers(cancellationToken))
        {
            answers[answer.From].Add(answer);
            await WriteAsync(context, new() { Probe = answer }, cancellationToken);
        }

        await WriteAsync(context, new() { Summary = [.. answers.Select(static each => ProbeSummary.Of(each.Key, each.Value))] }, cancellationToken);
    }

    private static async Task WriteAsync(HttpContext context, ProbeLine line, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(JsonSerializer.Serialize(line, ApiJson.Default.ProbeLine) + "\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static int StatusOf(ProbeRefusalKind kind) => kind switch
    {
        ProbeRefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        ProbeRefusalKind.Unknown => StatusCodes.Status404NotFound,
        ProbeRefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
