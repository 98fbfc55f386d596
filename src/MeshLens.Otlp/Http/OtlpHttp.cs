using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace MeshLens.Otlp.Http;

/// <summary>OTLP over HTTP: a POST with protobuf or JSON, plain or gzip, answered in kind.</summary>
internal sealed class OtlpHttp<TReceiver>(OtlpIntake<TReceiver> intake, IOptions<OtlpOptions> options)
    where TReceiver : IOtlpReceiver
{
    public async Task ExportAsync(HttpContext context)
    {
        var encoding = OtlpContentType.Parse(context.Request.ContentType);
        var outcome = encoding is { } known
            ? await TakeAsync(context, known)
            : new(OtlpResult.Unsupported, 0, $"The content type is neither {OtlpContentType.Protobuf} nor {OtlpContentType.Json}.");
        intake.Count(outcome.Result);
        await OtlpHttpAnswer.WriteAsync(context.Response, TReceiver.Signal, outcome, encoding ?? OtlpEncoding.Json, options.Value.RetryAfter);
    }

    private async Task<OtlpOutcome> TakeAsync(HttpContext context, OtlpEncoding encoding)
    {
        // The body has a bound of its own, which is answered; the server's would end the connection without a word.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var (body, problem) = await OtlpBody.ReadAsync(context.Request, options.Value.MaximumBytes);
        return body is { } payload ? intake.Take(payload with { Transport = OtlpTransport.Http, Encoding = encoding }) : problem;
    }
}
