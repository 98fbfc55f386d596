namespace MeshLens.Xds.Findings;

/// <summary>How bad it is, judged by configuration alone.</summary>
public enum Severity
{
    /// <summary>Worth knowing when the edge is slow; often meant.</summary>
    Info,

    /// <summary>It hurts under ordinary conditions: load, one failing host, a longer way.</summary>
    Warning,

    /// <summary>It hurts now: requests fail or wait because of it.</summary>
    Error,
}
