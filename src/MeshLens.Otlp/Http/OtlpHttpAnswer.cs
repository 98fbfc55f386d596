using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MeshLens.Otlp.Http;

/// <summary>Answers over HTTP: a response of the signal, or a <c>google.rpc.Status</c>, in the encoding of the request.</summary>
internal static class OtlpHttpAnswer
{
    public static async Task WriteAsync(HttpResponse response, OtlpSignal signal, OtlpOutcome outcome, OtlpEncoding encoding, TimeSpan retryAfter)
    {
        response.StatusCode = StatusOf(outcome.Result);
        response.ContentType = OtlpContentType.Of(encoding);
        if (outcome.Result == OtlpResult.Busy)
        {
            response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (encoding == OtlpEncoding.Protobuf)
        {
            await response.BodyWriter.WriteAsync(OtlpAnswer.Write(outcome));
            return;
        }

        await using var json = new Utf8JsonWriter(response.BodyWriter);
        WriteJson(json, signal, outcome);
        await json.FlushAsync();
    }

    private static int StatusOf(OtlpResult result) => result switch
    {
        OtlpResult.Taken => StatusCodes.Status200OK,
        OtlpResult.TooLarge => StatusCodes.Status413PayloadTooLarge,
        OtlpResult.Unsupported => StatusCodes.Status415UnsupportedMediaType,
        OtlpResult.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private static void WriteJson(Utf8JsonWriter json, OtlpSignal signal, OtlpOutcome outcome)
    {
        json.WriteStartObject();
        if (outcome.Result != OtlpResult.Taken)
        {
            json.WriteNumber("code", OtlpAnswer.CodeOf(outcome.Result));
            json.WriteString("message", outcome.Message);
        }
        else if (outcome.Rejected > 0)
        {
            json.WriteStartObject("partialSuccess");
            json.WriteString(signal.RejectedName, outcome.Rejected.ToString(CultureInfo.InvariantCulture));
            json.WriteString("errorMessage", outcome.Message);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
