using System.Text;
using MeshLens.Alerting.Files;
using MeshLens.Alerting.Reports;
using MeshLens.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Alerts;

/// <summary>Alerts, the rules that make them, and the sinks that are told.</summary>
internal static class AlertEndpoints
{
    // It is read as YAML whatever it is called: curl --data-binary calls it a form. No page of another site can send a PUT.
    private const string AnyType = "*/*";

    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("", static (IAlerts answers) => TypedResults.Ok(answers.Report())).WithName("listAlerts")
            .WithSummary("What is broken: one alert per broken thing, with all service pairs that suffer from it. A page is one alert with severity 'page' that fires.");
        alerts.MapGet("/sinks", static (IAlerts answers) => TypedResults.Ok(answers.Sinks())).WithName("listAlertSinks")
            .WithSummary("Who is told of alerts, and whether that works.");
        alerts.MapGet("/rules", static (IAlerts answers) => TypedResults.Ok(answers.Rules())).WithName("listAlertRules")
            .WithSummary("The rules in force, built-in ones first.");
        alerts.MapPut("/rules", Replace).WithName("replaceAlertRules")
            .WithSummary("Takes rules (YAML or JSON, as in a file) in the place of those given here before; all or nothing, with everything that is wrong at once.")
            .Accepts<string>("application/yaml", "application/json", AnyType)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task<Results<Ok<RuleList>, ProblemHttpResult>> Replace(HttpRequest request, IAlerts answers, CancellationToken cancellation)
    {
        if (await Body(request, cancellation) is not { } yaml)
        {
            return TypedResults.Problem($"Rules may have {AlertFileReader.MostBytes} bytes at most.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            var errors = await answers.Replace(yaml, cancellation);
            return errors.Count == 0 ? TypedResults.Ok(answers.Rules()) : Problem.BadRequest(new() { ["rules"] = [.. errors] });
        }
        catch (RulesNotTakenException elsewhere)
        {
            return TypedResults.Problem(elsewhere.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<string?> Body(HttpRequest request, CancellationToken cancellation)
    {
        using var held = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            held.Write(buffer, 0, read);
            if (held.Length > AlertFileReader.MostBytes)
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);
    }
}
