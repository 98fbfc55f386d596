using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.Sinks;

/// <summary>What a webhook gets that has no template of its own.</summary>
/// <param name="Delivery">The same each time that this state of this alert is sent: whoever has seen it may leave it.</param>
public sealed record WebhookBody(int Version, string Delivery, Alert Alert);
