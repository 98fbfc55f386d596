using MeshLens.Alerting.Rules;
using MeshLens.Alerting.Sinks;

namespace MeshLens.Alerting.Files;

/// <summary>What an alert file says.</summary>
/// <param name="Rules">Beside the built-in ones, or in the place of those of their name.</param>
/// <param name="Without">Built-in rules that are switched off.</param>
/// <param name="Sinks">Who is told.</param>
/// <param name="Link">Where people reach this server's web API, for links; null for its own address.</param>
/// <param name="GroupWait">How long the first edge in trouble waits for others before it is decided what is broken.</param>
public sealed record AlertFile(
    IReadOnlyList<AlertRule> Rules,
    IReadOnlyList<string> Without,
    IReadOnlyList<SinkOptions> Sinks,
    Uri? Link,
    TimeSpan GroupWait)
{
    public static readonly TimeSpan DefaultGroupWait = TimeSpan.FromSeconds(20);

    public static AlertFile Empty { get; } = new([], [], [], null, DefaultGroupWait);
}
