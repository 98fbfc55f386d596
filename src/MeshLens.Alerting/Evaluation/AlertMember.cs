using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>One edge of an alert, as it was when it last met the rule.</summary>
/// <param name="EdgeId">The edge.</param>
/// <param name="Rule">The rule that it meets.</param>
/// <param name="Source">The caller, as it is written.</param>
/// <param name="Destination">The service and its port, as they are written.</param>
/// <param name="Class">Who owns its problem.</param>
/// <param name="Cause">The cause's name inside its class.</param>
/// <param name="ExcessMs">By how much its mean was above what it was.</param>
/// <param name="Share">The part of that which its class explains, 0 to 1.</param>
/// <param name="Since">Since when it is so, as the verdict says.</param>
/// <param name="Summary">The verdict's sentence.</param>
/// <param name="LastMet">When it last met the rule.</param>
/// <param name="Burn">Which burn window it met; null when the rule has none.</param>
public sealed record AlertMember(
    string EdgeId,
    string Rule,
    string Source,
    string Destination,
    VerdictClass Class,
    string? Cause,
    double ExcessMs,
    double Share,
    DateTimeOffset Since,
    string Summary,
    DateTimeOffset LastMet,
    string? Burn);
