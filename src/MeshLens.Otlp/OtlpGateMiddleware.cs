using System.Globalization;
using Grpc.Core;
using MeshLens.Otlp.Grpc;
using MeshLens.Otlp.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MeshLens.Otlp;

/// <summary>Answers requests for which there is no room before their body is read, in the words of their transport.</summary>
internal sealed class OtlpGateMiddleware(
    RequestDelegate next, OtlpGate gate, OtlpInstruments instruments, IOptions<OtlpOptions> options, IEnumerable<OtlpSignal> signals)
{
    private static readonly OtlpOutcome Full = OtlpOutcome.Busy("Too many requests are under way: send this one again later.");

    private readonly OtlpSignal[] _signals = [.. signals];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Array.Find(_signals, signal => IsFor(signal, context.Request.Path)) is not { } asked)
        {
            await next(context);
        }
        else if (gate.TryEnter())
        {
            try
            {
                await next(context);
            }
            finally
            {
                gate.Leave();
            }
        }
        else
        {
            instruments.Count(asked, OtlpResult.Busy);
            await RefuseAsync(context, asked);
        }
    }

    private static bool IsFor(OtlpSignal signal, PathString path) => path == signal.Path || path == signal.GrpcPath;

    private Task RefuseAsync(HttpContext context, OtlpSignal signal)
    {
        if (context.Request.Path == signal.Path)
        {
            var encoding = OtlpContentType.Parse(context.Request.ContentType) ?? OtlpEncoding.Json;
            return OtlpHttpAnswer.WriteAsync(context.Response, signal, Full, encoding, options.Value.RetryAfter);
        }

        // An answer of gRPC that has no message: its status is in the headers.
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unavailable).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Full.Message;
        context.Response.Headers[RetryDetails.Trailer] = Convert.ToBase64String(RetryDetails.Write(Full, options.Value.RetryAfter));
        return Task.CompletedTask;
    }
}
