namespace MeshLens.Agent.Loading;

/// <summary>What MeshLens asks of the kernel, in the order in which <c>doctor</c> lists it.</summary>
internal static class Questions
{
    public const string Handshakes = "handshakes";
    public const string SoftErrors = "soft-errors";
    public const string Unrouted = "unrouted-connects";
    public const string Turns = "turns";
    public const string Path = "path";
    public const string Live = "live-connections";
    public const string Older = "older-connections";
    public const string NameServers = "name-servers";
    public const string OtherNamespaces = "other-namespaces";
    public const string Processes = "processes";
    public const string RunQueue = "run-queue";
    public const string Pressure = "pressure";
    public const string Quotas = "cpu-quotas";
    public const string RunTime = "run-time";

    public static IReadOnlyList<Question> All { get; } =
    [
        new(Handshakes, "Connections, their failures and their handshakes are not seen.", ["state"], "5.12") { IsCore = true },
        new(SoftErrors, "A connect given up after an unreachable message is told as abandoned by its caller.", ["error"], "5.15"),
        new(Unrouted, "Connects that fail before a packet is sent (no route, forbidden) are not seen.", ["unrouted"], "5.12"),
        new(Turns, "Requests and responses are not timed.", ["sending", "arrived", "reading"], "6.3")
        {
            Fallbacks = [new("sent", InsteadOf: "sending")],
        },
        new(Path, "Retransmissions, stalls and resets are not counted.", ["retransmitted", "reset_in", "reset_out"], "5.12")
        {
            Fallbacks = [new("retransmitted_plain", InsteadOf: "retransmitted")],
        },
        new(Live, "Bytes, round-trip times and turns of a connection are reported when it closes and not before.", ["walk"], "6.2"),
        new(Older, "Connections older than the agent are not watched.", ["adopt", "claim"], "5.12"),
        new(NameServers, "Name servers are not timed.", ["dns_sent", "dns_received", "dns_error", "dns_sweep"], "6.3"),
        new(OtherNamespaces, "Older connections and listening sockets are seen in the agent's own network namespace only.", [], "5.8")
        {
            Needs = Privileges.SysAdmin | Privileges.SysPtrace,
        },
        new(Processes, "Processes of other users are known by name only, without executable.", [], "5.8") { Needs = Privileges.SysPtrace },
        new(RunQueue, "How long processes wait for a processor is not known, and so not who is starved.", [], "5.8") { Reads = HostRecord.RunQueue },
        new(Pressure, "How long a lack of processor, memory or I/O holds processes back is not known.", [], "5.8") { Reads = HostRecord.Pressure },
        new(Quotas, "How long CPU quotas hold containers back is not known.", [], "5.8") { Reads = HostRecord.Quotas },
        new(RunTime, "The run time of the kernel programs is not reported.", [], "5.8") { Needs = Privileges.SysAdmin },
    ];

    /// <summary>The question a program helps to answer, or null when none is known.</summary>
    public static Question? Of(string program) => All.FirstOrDefault(question =>
        question.Programs.Contains(program) || question.Fallbacks.Any(fallback => fallback.Program == program));
}
