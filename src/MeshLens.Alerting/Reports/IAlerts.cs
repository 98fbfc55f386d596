namespace MeshLens.Alerting.Reports;

/// <summary>What can be asked and told about alerts.</summary>
public interface IAlerts
{
    AlertReport Report();

    SinkList Sinks();

    RuleList Rules();

    /// <summary>Takes rules in the place of those that the API gave before, and keeps them over restarts.</summary>
    /// <param name="yaml">A document with <c>rules</c>, as YAML or JSON.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Everything that is wrong with it; then nothing changed. Empty when they are in force.</returns>
    /// <exception cref="RulesNotTakenException">The rules are a file's, another server evaluates them, or they could not be saved; then nothing changed.</exception>
    Task<IReadOnlyList<string>> Replace(string yaml, CancellationToken cancellation);
}
