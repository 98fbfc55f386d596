namespace MeshLens.Lab.Runs.Alerts;

/// <summary>What the API says of alerts, as far as the lab needs it.</summary>
internal sealed record SeenAlerts(IReadOnlyList<SeenAlert> Firing, IReadOnlyList<SeenAlert>? Resolved);
