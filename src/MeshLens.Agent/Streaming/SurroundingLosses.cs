using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>What the agent left out around the connections. A look is one socket, process or namespace at one time.</summary>
/// <param name="Listeners">Looks at listening sockets that are not followed, because there are too many.</param>
/// <param name="Pressures">Looks at processes that were left out, because those before them had too many threads.</param>
/// <param name="FromOutside">Looks at the listening sockets of a namespace that could not be entered.</param>
/// <param name="Processes">Identities of processes that made room for others.</param>
/// <param name="CgroupWalks">Walks through the cgroup tree that met more than are kept.</param>
/// <param name="Queries">DNS queries told without their process, because the kernel's table was full.</param>
/// <param name="LogBytes">Bytes of the node proxy's log that were skipped.</param>
/// <param name="LogLines">Lines of it that were too long or cut off.</param>
/// <param name="LogRecords">Records of it for which there was no room.</param>
internal readonly record struct SurroundingLosses(
    ulong Listeners, ulong Pressures, ulong FromOutside, ulong Processes, ulong CgroupWalks, ulong Queries,
    ulong LogBytes = 0, ulong LogLines = 0, ulong LogRecords = 0)
{
    public static SurroundingLosses operator +(SurroundingLosses left, SurroundingLosses right) => new(
        left.Listeners + right.Listeners,
        left.Pressures + right.Pressures,
        left.FromOutside + right.FromOutside,
        left.Processes + right.Processes,
        left.CgroupWalks + right.CgroupWalks,
        left.Queries + right.Queries,
        left.LogBytes + right.LogBytes,
        left.LogLines + right.LogLines,
        left.LogRecords + right.LogRecords);

    /// <summary>What was added between two totals.</summary>
    public static SurroundingLosses operator -(SurroundingLosses now, SurroundingLosses before) => new(
        now.Listeners - before.Listeners,
        now.Pressures - before.Pressures,
        now.FromOutside - before.FromOutside,
        now.Processes - before.Processes,
        now.CgroupWalks - before.CgroupWalks,
        now.Queries - before.Queries,
        now.LogBytes - before.LogBytes,
        now.LogLines - before.LogLines,
        now.LogRecords - before.LogRecords);

    public void CopyTo(Losses message)
    {
        message.ShedListeners = Listeners;
        message.ShedPressures = Pressures;
        message.ListenersFromOutside = FromOutside;
        message.ForgottenProcesses = Processes;
        message.CutCgroupWalks = CgroupWalks;
        message.UnnamedQueries = Queries;
        message.SkippedLogBytes = LogBytes;
        message.BrokenLogLines = LogLines;
        message.ShedLogRecords = LogRecords;
    }
}
