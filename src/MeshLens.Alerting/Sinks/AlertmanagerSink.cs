using System.Text.Json;
using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.Sinks;

/// <summary>Tells an Alertmanager by its API, version 2.</summary>
/// <remarks>
/// An Alertmanager forgets what it is not told again, and after a crash all of it; so what fires is sent again and again, each time with an
/// end a few minutes ahead: if this server dies, its alerts end then. The same labels are the same alert there, so nothing is told twice.
/// </remarks>
internal sealed class AlertmanagerSink(SinkOptions options, SinkHttp http, TimeProvider time) : IAlertSink
{
    private static readonly TimeSpan LeastAhead = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);

    private readonly Uri _target = new(options.Url.AbsoluteUri.TrimEnd('/') + "/api/v2/alerts");

    public string Name => options.Name;

    public string Kind => SinkOptions.Alertmanager;

    public string Address => SinkHttp.Shown(options.Url);

    public TimeSpan? Resend => options.Resend;

    public TimeSpan? Check => CheckEvery;

    public int Batch => 256;

    public async Task Tell(IReadOnlyList<Alert> alerts, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ahead = now + (options.Resend * 4 > LeastAhead ? options.Resend * 4 : LeastAhead);
        List<PostableAlert> posted = [.. alerts.Select(alert => Post(alert, now, ahead))];
        using var request = new HttpRequestMessage(HttpMethod.Post, _target)
        {
            Content = SinkHttp.Json(JsonSerializer.SerializeToUtf8Bytes(posted, AlertingJson.Default.ListPostableAlert)),
        };
        await http.Send(request, cancellation);
    }

    // Alerts' own times do not follow steps of the machine's clock, an Alertmanager's do: what is over must be so by its clock, too, and
    // it takes no alert that ends before it starts.
    private static PostableAlert Post(Alert alert, DateTimeOffset now, DateTimeOffset ahead)
    {
        var started = Earlier(alert.FiredAt ?? alert.Since, now - TimeSpan.FromSeconds(1));
        var ended = alert.ResolvedAt is { } over ? Earlier(over, now) : ahead;
        return new(
            alert.Labels,
            alert.Resolution is { } why ? new Dictionary<string, string>(alert.Annotations) { ["resolution"] = why } : alert.Annotations,
            started,
            ended > started ? ended : started + TimeSpan.FromMilliseconds(1),
            alert.Annotations.GetValueOrDefault("diagnosis"));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
