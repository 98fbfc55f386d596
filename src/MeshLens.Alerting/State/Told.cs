using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.State;

/// <summary>The last that one sink was told of one alert.</summary>
/// <param name="First">When it was first told that it is in this state.</param>
/// <param name="Last">When it was last told.</param>
public sealed record Told(string Sink, string AlertId, AlertState State, DateTimeOffset First, DateTimeOffset Last);
