using MeshLens.Grains.Catalog;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace MeshLens.Api.Problems;

/// <summary>A bound that was reached is not a fault: it is told as one, with the time after which another try makes sense.</summary>
internal sealed class Overload(IProblemDetailsService problems) : IExceptionHandler
{
    private const string RetryAfterSeconds = "10";

    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not TooManyWatchersException)
        {
            return ValueTask.FromResult(false);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Detail = exception.Message },
        });
    }
}
