using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Grouping;

/// <summary>An edge in trouble and what may be behind it.</summary>
/// <param name="Key">Tells one accusation from another.</param>
/// <param name="IsPlaced">Its alert is open already: it speaks for a subject and needs none.</param>
internal sealed record Accusation(TrackKey Key, VerdictClass Class, IReadOnlyList<AlertSubject> Candidates, bool IsPlaced);
