namespace MeshLens.Alerting.Reports;

/// <summary>The rules come from the operator's file, which is the one place to change them.</summary>
public sealed class RulesFromFileException(string file) : RulesNotTakenException(
    $"The rules come from {file}: change them there, or start the server without --alerts to give them by the API.");
