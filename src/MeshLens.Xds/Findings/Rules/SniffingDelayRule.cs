using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>The proxy waits for the client's first bytes where the server speaks first.</summary>
internal sealed class SniffingDelayRule : IRule
{
    // Protocols in which the server greets: SMTP, FTP, MySQL, submission, SSH.
    private static readonly HashSet<int> ServerFirst = [21, 22, 25, 587, 3306];

    public RuleInfo Info { get; } = new(
        "sniffing-delay",
        [22],
        Severity.Warning,
        "The proxy waits for bytes that the client does not send first",
        "A listener guesses the protocol and either waits a limited time for it (a note below one second), or serves a port of a protocol in which the server speaks first (SMTP, FTP, SSH, MySQL).",
        "Guessing without a time limit on any other port, the mesh's default: clients of HTTP and TLS speak first.",
        "Connected, and no byte for as long as the limit, then all is well; without a limit the connection hangs.",
        "meshConfig protocolDetectionTimeout; Service spec.ports[].name or appProtocol",
        "Name the port's protocol (tcp-, mysql-), so that nothing is guessed.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) => model.Listeners.Where(static listener => listener.Sniffs)
        .SelectMany(listener => Judge(listener), (listener, seen) => seen with { Place = FilterRule.PlaceOf(listener, model) });

    private static IEnumerable<Observation> Judge(ListenerModel listener)
    {
        if (listener.FiltersTimeout is { } limit && listener.GoesOnAfterTimeout)
        {
            yield return Seen("protocolDetectionTimeout", Words.Of(limit), limit, limit >= TimeSpan.FromSeconds(1) ? Severity.Warning : Severity.Info);
        }

        if (listener.Direction == ListenerDirection.Outbound && ServerFirst.Contains(listener.Port))
        {
            yield return Seen("appProtocol", $"the client, on port {listener.Port} where servers speak first,", listener.FiltersTimeout, Severity.Warning);
        }
    }

    private static Observation Seen(string field, string wait, TimeSpan? limit, Severity severity) => new(
        default,
        null,
        field,
        $"The protocol is guessed: the proxy waits for {wait} before it passes anything on.",
        new(PredictedEffect.Delay, limit is { } time ? $"No byte for {Words.Of(time)} after the connect where the server speaks first." : "Connections hang after the connect.", limit?.TotalMilliseconds),
        severity);
}
