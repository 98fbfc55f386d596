namespace MeshLens.Alerting.Grouping;

/// <summary>One edge as one rule sees it.</summary>
public readonly record struct TrackKey(string Rule, string EdgeId);
