namespace MeshLens.Core.Verdicts;

/// <summary>Who measured something, as answers name it.</summary>
public static class Sources
{
    /// <summary>The agents, in the kernel.</summary>
    public const string Kernel = "kernel";

    /// <summary>Access logs of proxies.</summary>
    public const string AccessLog = "access-log";

    /// <summary>What proxies count.</summary>
    public const string Metrics = "metrics";

    /// <summary>What the control plane serves.</summary>
    public const string Configuration = "configuration";

    /// <summary>Probes between nodes. They see the way, not the edge, so an edge has no share of them.</summary>
    public const string Probes = "probes";

    /// <summary>The name of a kind.</summary>
    public static string Of(SourceKind kind) => kind switch
    {
        SourceKind.Kernel => Kernel,
        SourceKind.AccessLog => AccessLog,
        SourceKind.Metrics => Metrics,
        SourceKind.Configuration => Configuration,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
