namespace MeshLens.Ingest.Configuration;

/// <summary>What ingest accepts and how much it keeps. Checked at start, all errors at once.</summary>
public sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Largest message taken from an agent, in bytes; a larger one ends its stream. Default 16 MiB, 64 KiB to 256 MiB.</summary>
    public int MaximumMessageBytes { get; set; } = 16 << 20;

    /// <summary>Agents that may report at once. Default 1,024, 1 to 65,536.</summary>
    public int MaximumAgents { get; set; } = 1024;

    /// <summary>Flows kept per agent; those beyond are refused and counted. Default 262,144, 16 to 1,048,576.</summary>
    public int MaximumFlowsPerAgent { get; set; } = 262_144;

    /// <summary>How old a batch may be and still find its window. Default 5 minutes, 10 seconds to 1 hour.</summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A stream that is silent for this long marks its edges as partly seen. Default 5 seconds, 1 second to 5 minutes.</summary>
    public TimeSpan AgentSilence { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A JSON file that names endpoints, read again when it changes; none when empty. Default none.</summary>
    public string EndpointFile { get; set; } = "";

    /// <summary>How often <see cref="EndpointFile"/> is looked at. Default 1 second, 100 milliseconds to 1 hour.</summary>
    public TimeSpan EndpointFileInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Recent connections kept to join both ends. Default 65,536, 16 to 4,194,304.</summary>
    public int ConnectionCapacity { get; set; } = 65_536;

    /// <summary>How long a connection waits for its other end. Default 2 minutes, 5 seconds to 1 hour.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often edges get what was gathered. Default 250 milliseconds, 20 milliseconds to 5 seconds.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Calls to edges under way at once. Default 64, 1 to 1,024.</summary>
    public int FlushConcurrency { get; set; } = 64;

    /// <summary>Edges known at once; rows of edges beyond are shed and counted. Default 50,000, 1 to 1,000,000.</summary>
    public int MaximumEdges { get; set; } = 50_000;

    /// <summary>
    /// Windows gathered and not yet handed over, all edges together; rows that would open more are shed and counted.
    /// Default 200,000, 1 to 10,000,000.
    /// </summary>
    public int MaximumPendingWindows { get; set; } = 200_000;

    /// <summary>Access logs taken off the wire and not yet read, in bytes; entries beyond are shed and counted. Default 64 MiB, 64 KiB to 4 GiB.</summary>
    public long AccessLogQueueBytes { get; set; } = 64 << 20;

    /// <summary>Threads that read access logs. Default 1, 1 to 64.</summary>
    public int AccessLogWorkers { get; set; } = 1;

    /// <summary>An edge without flows is forgotten after this. Default 10 minutes, 10 seconds to 1 day.</summary>
    public TimeSpan EdgeIdle { get; set; } = TimeSpan.FromMinutes(10);
}
