using System.Collections.Concurrent;

namespace MeshLens.Core.Identity;

/// <summary>What readers look into without a lock. Writers hold <see cref="Gate"/> and put whole entries in place.</summary>
internal sealed class IdentityTables
{
    private const int MostNodes = 65_536;
    private const int Writers = 1;

    // No network has this name: two nodes have the same one, in different networks.
    private const string Ambiguous = "?";

    private readonly ConcurrentDictionary<string, string> _nodeNetworks = new(Writers, 31, StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public ServicePool Services { get; } = new();

    public ConcurrentDictionary<AddressKey, AddressSlot> Addresses { get; } = new(Writers, 31);

    public PrefixTable Prefixes { get; } = new();

    public ConcurrentDictionary<Guid, AddressOwner> Pods { get; } = new(Writers, 31);

    /// <summary>Services by the port that every node takes for them.</summary>
    public ConcurrentDictionary<int, AddressOwner[]> NodePorts { get; } = new(Writers, 31);

    public PastAddresses Past { get; } = new();

    public int Version;

    /// <summary>The network a node is in; null when unknown.</summary>
    public string? NetworkOf(string? node) =>
        node is { Length: > 0 } && _nodeNetworks.TryGetValue(node, out var network) && network != Ambiguous ? network : null;

    /// <summary>Two clusters may have nodes of one name in different networks: then it is not known.</summary>
    public void LearnNode(string node, string network)
    {
        if (node.Length == 0 || (_nodeNetworks.TryGetValue(node, out var known) && (known == network || known == Ambiguous || network.Length == 0)))
        {
            return;
        }

        if (_nodeNetworks.Count >= MostNodes)
        {
            _nodeNetworks.Clear(); // Nodes come and go; those that are here are soon learned again.
        }

        _nodeNetworks[node] = known is { Length: > 0 } ? Ambiguous : network;
    }

    public void Enter(AddressKey key, AddressOwner owner) => Addresses[key] = SlotOf(key).With(owner);

    public void Replace(AddressKey key, AddressOwner before, AddressOwner after) => Addresses[key] = SlotOf(key).Replacing(before, after);

    public void End(AddressKey key, AddressOwner owner, DateTimeOffset at)
    {
        Addresses[key] = SlotOf(key).Ending(owner, at, at - PastAddresses.Retention);
        Past.Add(key, at);
    }

    /// <summary>Forgets the owners of long ago.</summary>
    public void Expire(DateTimeOffset at)
    {
        while (Past.TryTake(at, out var key, out var horizon))
        {
            if (Addresses.TryGetValue(key, out var slot))
            {
                Put(key, slot.Forgetting(horizon));
            }
        }
    }

    private void Put(AddressKey key, AddressSlot slot)
    {
        if (slot.IsEmpty)
        {
            Addresses.TryRemove(key, out _);
        }
        else
        {
            Addresses[key] = slot;
        }
    }

    private AddressSlot SlotOf(AddressKey key) => Addresses.GetValueOrDefault(key, AddressSlot.Empty);
}
