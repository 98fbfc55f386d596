using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace MeshLens.Api.Problems;

/// <summary>A parameter that is not even of its type, such as <c>limit=abc</c>: the framework knows which and tells only in its exception.</summary>
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

        return problems.TryWriteAsync(answer);
    }

    // Failed to bind parameter "Nullable<int> Limit" from "abc".
    [GeneratedRegex("""parameter "[^"]* (?<name>\w+)" from "(?<value>.*)"\.""", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
