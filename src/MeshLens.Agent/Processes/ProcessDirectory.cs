using MeshLens.Agent.Host;

namespace MeshLens.Agent.Processes;

/// <summary>
/// Identities of processes by their id, read once and kept. An entry is trusted for a second; then its start time is compared, so
/// that a reused id is noticed. A process that is gone keeps its last identity until it is forgotten. Not thread-safe.
/// </summary>
internal sealed class ProcessDirectory(IHostFiles files, TimeProvider time, int capacity = 4096)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);
    private readonly Dictionary<int, Entry> _known = [];

    /// <summary>Entries that made room for others.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Who has this id now, or had it last.</summary>
    /// <param name="process">Thread-group id.</param>
    /// <param name="eventName">The leader's name as the kernel event brought it, where there was one.</param>
    public ProcessIdentity Find(int process, string eventName = "")
    {
        var now = time.GetTimestamp();
        var known = _known.TryGetValue(process, out var entry);
        if (known && time.GetElapsedTime(entry.CheckedAt, now) < Trust && MayBe(entry.Identity, eventName))
        {
            return entry.Identity;
        }

        var identity = Read(process, entry.Identity) ?? Remember(entry.Identity, process, eventName);
        MakeRoom(process);
        _known[process] = new Entry(identity, now);
        return identity;
    }

    // A short-lived process may have taken the id of one that was known, and be gone as well: the event's name tells them apart.
    private static ProcessIdentity Remember(ProcessIdentity? known, int process, string eventName) =>
        known is not null && MayBe(known, eventName) ? known : ProcessIdentity.Gone(process, eventName);

    private static bool MayBe(ProcessIdentity known, string eventName) => eventName.Length == 0 || eventName == known.Name;

    private ProcessIdentity? Read(int process, ProcessIdentity? known)
    {
        Span<byte> text = stackalloc byte[1024];
        var length = files.Read($"/proc/{process}/stat", text);
        if (length < 0 || !ProcessStat.TryParse(text[..length], out var stat))
        {
            return null;
        }

        // exec gives the same process a new name, and with it a new program.
        return known is not null && known.StartTicks == stat.StartTicks && known.Name == stat.Name
            ? known
            : Read(process, stat);
    }

    private ProcessIdentity Read(int process, ProcessStat stat)
    {
        var cgroups = CgroupMembership.Parse(files.ReadWhole($"/proc/{process}/cgroup"));
        return new ProcessIdentity(
            process,
            stat.StartTicks,
            stat.Name,
            files.Link($"/proc/{process}/exe") ?? string.Empty,
            ContainerIdentity.FromCgroup(cgroups.Deepest),
            cgroups);
    }

    // The half that was not asked for longest goes at once: no list to keep in order on every lookup.
    private void MakeRoom(int process)
    {
        if (_known.Count < capacity || _known.ContainsKey(process))
        {
            return;
        }

        var oldest = _known.OrderBy(pair => pair.Value.CheckedAt).Take((capacity / 2) + 1).Select(pair => pair.Key).ToList();
        oldest.ForEach(id => _known.Remove(id));
        Forgotten += oldest.Count;
    }

    private readonly record struct Entry(ProcessIdentity Identity, long CheckedAt);
}
