using MeshLens.Api.Edges;
using MeshLens.Core.Edges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Pages;

/// <summary>Where links in traces and alerts lead to.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app) => app.MapGet("/edges/{id}", Diagnose).ExcludeFromDescription();

    private static async Task<IResult> Diagnose(string id, EdgeDiagnoses diagnoses, IEdgeAnswers answers)
    {
        if (!EdgeKey.TryParse(id, out var edge))
        {
            return None(StatusCodes.Status400BadRequest, $"'{id}' is not the id of a service pair. An id looks like k8s1~shop~frontend~shop~payments~8080.");
        }

        return await diagnoses.Of(edge) is { } diagnosis && await answers.History(edge) is { } history
            ? new Page<DiagnosisPage>(StatusCodes.Status200OK, new() { [nameof(DiagnosisPage.Diagnosis)] = diagnosis, [nameof(DiagnosisPage.History)] = history })
            : None(StatusCodes.Status404NotFound, $"No traffic was seen between the two ends of {id}, or none for so long that it is forgotten.");
    }

    private static Page<NoDiagnosisPage> None(int status, string why) => new(status, new() { [nameof(NoDiagnosisPage.Why)] = why });
}
