using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Tests.Runs.Alerts;

/// <summary>A MeshLens that pages as a test wants it to, by time.</summary>
internal sealed class ScriptedAlerts(Func<SeenAlerts?> script) : IAlertSource
{
    public Task<SeenAlerts?> AlertsAsync(CancellationToken cancellation) => Task.FromResult(script());
}
