using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace MeshLens.Api.Problems;

/// <summary>
/// A parameter that is not even of its type, such as <c>limit=abc</c>, or a body that is not what is asked for: the framework knows which and where,
/// and tells only in its exception.
/// </summary>
internal sealed partial class UnreadableParameter(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused)
        {
            return ValueTask.FromResult(false);
        }

        context.Response.StatusCode = refused.StatusCode;
        var answer = new ProblemDetailsContext { HttpContext = context, ProblemDetails = { Status = refused.StatusCode } };
        if (Parameter().Match(refused.Message) is { Success: true } match)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value);
            var sentence = $"'{match.Groups["value"].Value}' cannot be read as {name}; give a whole number.";
            answer.ProblemDetails.Detail = sentence;
            answer.ProblemDetails.Extensions["errors"] = new Dictionary<string, string[]> { [name] = [sentence] };
        }

        else if (refused.InnerException is JsonException unreadable)
        {
            answer.ProblemDetails.Detail = Place(unreadable);
        }

        return problems.TryWriteAsync(answer);
    }

    private static string Place(JsonException unreadable) => unreadable.Path is ['$', '.', .. var field]
        ? $"'{field}' in the body cannot be read: it is of another type, or no JSON. /openapi/v1.json says what it is."
        : unreadable.LineNumber is { } line
            ? $"The body cannot be read as JSON, in line {line + 1} at byte {unreadable.BytePositionInLine + 1}."
            : "The body cannot be read as JSON, or misses what it must have; /openapi/v1.json says what that is.";

    // Failed to bind parameter "Nullable<int> Limit" from "abc".
    [GeneratedRegex("""parameter "[^"]* (?<name>\w+)" from "(?<value>.*)"\.""", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
