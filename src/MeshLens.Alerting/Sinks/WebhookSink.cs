using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.Sinks;

/// <summary>Tells a webhook when an alert fires and when it is over, one signed request each.</summary>
internal sealed class WebhookSink(SinkOptions options, SinkHttp http, TimeProvider time) : IAlertSink
{
    public const string SignatureHeader = "MeshLens-Signature";
    public const string DeliveryHeader = "MeshLens-Delivery";

    public string Name => options.Name;

    public string Kind => SinkOptions.Webhook;

    public string Address => SinkHttp.Shown(options.Url);

    public TimeSpan? Resend => null;

    public TimeSpan? Check => null;

    public int Batch => 1;

    public async Task Tell(IReadOnlyList<Alert> alerts, CancellationToken cancellation)
    {
        foreach (var alert in alerts)
        {
            var body = BodyOf(alert);
            using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(options.ContentType);
            request.Headers.Add(SignatureHeader, Signature.Of(SinkHttp.Secret(options.SecretFile!), time.GetUtcNow(), body));
            request.Headers.Add(DeliveryHeader, DeliveryOf(alert));
            await http.Send(request, cancellation);
        }
    }

    private byte[] BodyOf(Alert alert)
    {
        if (options.Body is not { } template)
        {
            return JsonSerializer.SerializeToUtf8Bytes(new WebhookBody(1, DeliveryOf(alert), alert), AlertingJson.Default.WebhookBody);
        }

        var isJson = options.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);
        return Encoding.UTF8.GetBytes(template.Render(
            field => AlertFields.Of(alert, field),
            isJson ? static value => JsonEncodedText.Encode(value).ToString() : null));
    }

    private static string DeliveryOf(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"{alert.Id}-{AlertFields.Of(alert, "state")}");
}
