using MeshLens.Api.Edges;
using MeshLens.Core.Edges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshLens.Api.Pages;

/// <summary>Where links in traces and alerts lead to.</summary>
internal static class PageEndpoints
{
    /// <summary>How often a page asks again unless told not to (<c>?refresh=off</c>): time enough to read and to copy an address.</summary>
    public const int RefreshSeconds = 30;

    private const string Off = "off";

    public static void MapPages(this IEndpointRouteBuilder app) =>
        app.MapMethods("/edges/{id}", [HttpMethods.Get, HttpMethods.Head], Diagnose).ExcludeFromDescription();

    private static async Task<IResult> Diagnose(string id, string? refresh, HttpRequest request, EdgeDiagnoses diagnoses, IEdgeAnswers answers, TimeProvider time)
    {
        // The page's own links start from here, whatever a proxy puts before it.
        if (request.Path.Value is [.., '/'])
        {
            return TypedResults.Redirect($"../{Uri.EscapeDataString(id)}");
        }

        if (!EdgeKey.TryParse(id, out var edge))
        {
            return None(StatusCodes.Status400BadRequest, $"'{id}' is not the id of a service pair. An id looks like k8s1~shop~frontend~shop~payments~8080.", 0);
        }

        var again = refresh == Off ? 0 : RefreshSeconds;
        if (await diagnoses.Of(edge) is not { } diagnosis || await answers.History(edge) is not { } history)
        {
            return None(StatusCodes.Status404NotFound, $"No traffic was seen between the two ends of {id}, or none for so long that it is forgotten.", again);
        }

        return new Page<DiagnosisPage>(StatusCodes.Status200OK, new()
        {
            [nameof(DiagnosisPage.Diagnosis)] = diagnosis,
            [nameof(DiagnosisPage.History)] = history,
            [nameof(DiagnosisPage.Now)] = time.GetUtcNow(),
            [nameof(DiagnosisPage.RefreshSeconds)] = again,
        });
    }

    private static Page<NoDiagnosisPage> None(int status, string why, int refreshSeconds) =>
        new(status, new() { [nameof(NoDiagnosisPage.Why)] = why, [nameof(NoDiagnosisPage.RefreshSeconds)] = refreshSeconds });
}
