namespace MeshLens.Tracing;

/// <summary>Where telemetry goes on to, and how much of it may wait. Checked at start, all errors at once.</summary>
public sealed class TracingOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "MeshLens:Tracing";

    /// <summary>
    /// The backend over HTTP, such as <c>http://collector:4318</c>; <c>/v1/traces</c> and the like are appended. Null when there is none:
    /// then what came over HTTP in protobuf goes on over gRPC, and JSON is refused.
    /// </summary>
    public Uri? Http { get; set; }

    /// <summary>The backend over gRPC, such as <c>http://collector:4317</c>. Null when there is none: then all goes on over HTTP.</summary>
    public Uri? Grpc { get; set; }

    /// <summary>PEM file of the authorities of the backends' certificates, instead of the system's; null for the system's.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Sent with every request, such as what a backend knows its users by.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bytes that may wait for each backend, in buffers. Default 64 MiB, 1 MiB to 16 GiB.</summary>
    public long QueueBytes { get; set; } = 64L << 20;

    /// <summary>Requests under way at once to each backend. Default 8, 1 to 256.</summary>
    public int Senders { get; set; } = 8;

    /// <summary>
    /// A request does not become longer than this, in bytes: where the next span would make it so, the rest of its spans are passed on as
    /// they are, and counted. Default 4 MiB, which is what gRPC servers take, 64 KiB to 64 MiB.
    /// </summary>
    public int MaximumBytes { get; set; } = 4 << 20;

    /// <summary>How long a backend may take to answer. Default 10 seconds, 1 second to 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first pause after a failure; it doubles, with jitter. Default 1 second, 10 ms to 1 minute.</summary>
    public TimeSpan RetryFirst { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>No pause is longer, unless the backend asks for it. Default 15 seconds, 1 second to 10 minutes.</summary>
    public TimeSpan RetryLongest { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long what waits is still sent when the server stops. Default 5 seconds, 0 to 10 minutes.</summary>
    public TimeSpan DrainFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Keep spans until the window in which they came has closed, and tell them the verdict of their own window. Off by default.</summary>
    public bool Hold { get; set; }

    /// <summary>Send a trace of each incident when it has ended. On by default.</summary>
    public bool Incidents { get; set; } = true;

    /// <summary>Where people reach the web API, without a slash at the end: links in spans begin with it. Empty leaves links out.</summary>
    public string LinkTo { get; set; } = "";
}
