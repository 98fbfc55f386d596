using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Rules;

/// <summary>The rules that are there without a file. A rule of the same name in a file takes the place of one of these.</summary>
/// <remarks>
/// Only what the verdict blames is told, never a raw round trip time: a long path that always was long, or one that explains little of what
/// callers wait for, wakes nobody. What slows and what breaks an edge are two rules and one group, so that loss, which does both, is one alert.
/// </remarks>
public static class BuiltInRules
{
    public const string NetworkAttributedLatency = "network-attributed-latency";
    public const string NetworkFailures = "network-failures";
    public const string MeshConfigurationTrouble = "mesh-config-trouble";
    public const string ApplicationTrouble = "application-trouble";

    private const double OutOfBoundsMs = 2;
    private const double OutOfBoundsRatio = 0.25;
    private const double MostOfIt = 0.5;
    private const double Noticeable = 0.01;
    private const double Sure = 0.5;

    public static IReadOnlyList<AlertRule> All { get; } =
    [
        Slow(NetworkAttributedLatency, AlertSeverity.Page, VerdictClass.Network) with { Group = "network" },
        Failing(NetworkFailures, AlertSeverity.Page, VerdictClass.Network) with { Group = "network" },
        Slow(MeshConfigurationTrouble, AlertSeverity.Ticket, VerdictClass.MeshConfig),
        Failing(MeshConfigurationTrouble + "-failures", AlertSeverity.Ticket, VerdictClass.MeshConfig) with { Group = MeshConfigurationTrouble },
        Slow(ApplicationTrouble, AlertSeverity.Ticket, VerdictClass.Application),
        Failing(ApplicationTrouble + "-failures", AlertSeverity.Ticket, VerdictClass.Application) with { Group = ApplicationTrouble },
    ];

    private static AlertRule Slow(string name, AlertSeverity severity, VerdictClass owner) => new()
    {
        Name = name,
        Severity = severity,
        Classes = [owner],
        ExcessMs = OutOfBoundsMs,
        ExcessRatio = OutOfBoundsRatio,
        Share = MostOfIt,
        MinConfidence = Sure,
        IsBuiltIn = true,
    };

    private static AlertRule Failing(string name, AlertSeverity severity, VerdictClass owner) => new()
    {
        Name = name,
        Severity = severity,
        Classes = [owner],
        FailureRatio = Noticeable,
        MinConfidence = Sure,
        IsBuiltIn = true,
    };
}
