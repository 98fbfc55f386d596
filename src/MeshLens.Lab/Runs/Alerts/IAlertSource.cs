namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Where the lab asks what MeshLens wakes people for.</summary>
internal interface IAlertSource
{
    /// <summary>What fires now and what was over lately; null while the server cannot answer.</summary>
    Task<SeenAlerts?> AlertsAsync(CancellationToken cancellation);
}
