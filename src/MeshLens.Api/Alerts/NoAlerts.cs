using MeshLens.Alerting.Reports;

namespace MeshLens.Api.Alerts;

/// <summary>The answer of a server that has no alerts.</summary>
internal sealed class NoAlerts : IAlerts
{
    private const string Remedy = "This server evaluates no alert rules.";

    public AlertReport Report() => new(null, [], [], [], [Remedy]);

    public SinkList Sinks() => new([]);

    public RuleList Rules() => new([], "", []);

    public Task<IReadOnlyList<string>> Replace(string yaml, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([Remedy]);
}
