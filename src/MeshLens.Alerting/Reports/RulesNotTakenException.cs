namespace MeshLens.Alerting.Reports;

/// <summary>The rules are good, but cannot be taken here and now; the message says what to do.</summary>
public class RulesNotTakenException(string reason) : InvalidOperationException(reason);
