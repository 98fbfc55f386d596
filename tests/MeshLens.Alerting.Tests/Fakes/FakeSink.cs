using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Sinks;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>A sink that keeps what it is told, or refuses it.</summary>
internal sealed class FakeSink(TimeSpan? resend = null, int batch = 1, TimeSpan? check = null) : IAlertSink
{
    public string Name => "fake";

    public string Kind => "fake";

    public string Address => "nowhere";

    public TimeSpan? Resend => resend;

    public TimeSpan? Check => check;

    public int Batch => batch;

    /// <summary>How often it was told nothing.</summary>
    public int Checks { get; private set; }

    /// <summary>States by alert, in order.</summary>
    public List<(string Id, AlertState State)> Told { get; } = [];

    /// <summary>Thrown for these alerts; null tells all.</summary>
    public Func<Alert, SinkException?>? Refuses { get; set; }

    /// <summary>Thrown whatever it is told; null for nothing.</summary>
    public Func<Exception>? Fails { get; set; }

    public Task Tell(IReadOnlyList<Alert> alerts, CancellationToken cancellation)
    {
        if (Fails is { } fails)
        {
            throw fails();
        }

        if (alerts.Select(alert => Refuses?.Invoke(alert)).FirstOrDefault(static refusal => refusal is not null) is { } refusal)
        {
            throw refusal;
        }

        Checks += alerts.Count == 0 ? 1 : 0;
        Told.AddRange(alerts.Select(static alert => (alert.Id, alert.State)));
        return Task.CompletedTask;
    }
}
