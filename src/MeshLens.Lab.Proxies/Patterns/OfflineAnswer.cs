namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What the classifier says of one case with one source removed.</summary>
internal sealed record OfflineAnswer(string Case, RemovedSource Removed, Expectation Expected, string Said, Match Match);
