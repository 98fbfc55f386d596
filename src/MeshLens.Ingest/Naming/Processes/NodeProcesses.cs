using System.Collections.Concurrent;
using System.Net;

namespace MeshLens.Ingest.Naming.Processes;

/// <summary>What is known of one node: its processes, what they listen on, and which network namespace owns an address.</summary>
/// <remarks>Filled from flows and listener reports of the node's agent, bounded, and gone with the agent's stream.</remarks>
public sealed class NodeProcesses(string cluster, string node, string zone)
{
    private const int Limit = 65_536;

    private readonly ConcurrentDictionary<uint, ProcessIdentity> _processes = new();
    private readonly ConcurrentDictionary<ListenerKey, ProcessIdentity> _listeners = new();
    private readonly ConcurrentDictionary<IPAddress, ulong> _owners = new();
    private int _version;
    private int _listenerVersion;

    public string Cluster => cluster;

    /// <summary>Hears how many entries were forgotten to make room.</summary>
    internal Action<int>? Forgotten { get; init; }

    public string Node => node;

    public string Zone => zone;

    /// <summary>Changes whenever something new was learned.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Changes whenever a port was seen to belong to a program that it did not belong to before.</summary>
    internal int ListenerVersion => Volatile.Read(ref _listenerVersion);

    internal void Learn(ProcessIdentity process)
    {
        if (!_processes.TryGetValue(process.Pid, out var known) || known != process)
        {
            Put(_processes, process.Pid, process);
        }
    }

    internal void LearnListener(IPAddress address, int port, ulong networkNamespace, ProcessIdentity process)
    {
        var key = new ListenerKey(networkNamespace, IsAny(address) ? null : address, port);
        if (!_listeners.TryGetValue(key, out var known) || known != process)
        {
            Put(_listeners, key, process);

            // Workers that share a port are reported in turn, each with its own pid: that names nobody anew.
            if (known is null || !IsSame(known, process))
            {
                Interlocked.Increment(ref _listenerVersion);
            }
        }

        LearnAddress(address, networkNamespace);
    }

    internal void LearnAddress(IPAddress address, ulong networkNamespace)
    {
        // A loopback address is in every namespace, so it has no owner.
        if (!IPAddress.IsLoopback(address) && !IsAny(address)
            && (!_owners.TryGetValue(address, out var known) || known != networkNamespace))
        {
            Put(_owners, address, networkNamespace);
        }
    }

    internal ProcessIdentity? Find(uint pid) => _processes.GetValueOrDefault(pid);

    /// <summary>Who listens there; on a loopback address only within <paramref name="callerNamespace"/>.</summary>
    internal ProcessIdentity? FindListener(IPAddress address, int port, ulong callerNamespace)
    {
        var owner = callerNamespace;
        if (!IPAddress.IsLoopback(address) && !_owners.TryGetValue(address, out owner))
        {
            return null;
        }

        return _listeners.GetValueOrDefault(new(owner, address, port)) ?? _listeners.GetValueOrDefault(new(owner, null, port));
    }

    /// <summary>Whether a process listens on a port of its namespace.</summary>
    internal bool Listens(ProcessIdentity process, ulong networkNamespace, IPAddress address, int port) =>
        (_listeners.TryGetValue(new(networkNamespace, null, port), out var any) && IsSame(any, process))
        || (_listeners.TryGetValue(new(networkNamespace, address, port), out var one) && IsSame(one, process));

    /// <summary>The addresses that a listener on any address of a namespace answers on, as far as they were seen.</summary>
    internal IEnumerable<IPAddress> AddressesOf(ulong networkNamespace) =>
        _owners.Where(owner => owner.Value == networkNamespace).Select(owner => owner.Key);

    /// <summary>Whether an address was seen as one of this node's own.</summary>
    internal bool Owns(IPAddress address) => _owners.ContainsKey(address);

    internal static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // A worker that accepts need not be the process that opened the port.
    private static bool IsSame(ProcessIdentity listener, ProcessIdentity process) =>
        listener.Pid == process.Pid || (listener.Name == process.Name && listener.ContainerId == process.ContainerId);

    private void Put<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, TKey key, TValue value)
        where TKey : notnull
    {
        if (known.Count >= Limit)
        {
            // Old processes are never reported as gone; what is alive is soon learned again.
            Forgotten?.Invoke(known.Count);
            known.Clear();
        }

        known[key] = value;
        Interlocked.Increment(ref _version);
    }

    private readonly record struct ListenerKey(ulong NetworkNamespace, IPAddress? Address, int Port);
}
