using System.Collections.Concurrent;

namespace MeshLens.Core.Identity;

/// <summary>Services that own networks: one look-up per prefix length in use, longest first. Meshes have few of either.</summary>
internal sealed class PrefixTable
{
    private readonly ConcurrentDictionary<NetworkAddress, AddressOwner> _owners = new(1, 31);
    private readonly SortedDictionary<byte, int> _inUse = [];
    private volatile byte[] _lengths = [];

    /// <summary>A network that two services claim belongs to the one that said so last.</summary>
    public void Add(NetworkAddress network, AddressOwner owner)
    {
        var isNew = !_owners.ContainsKey(KeyOf(network));
        _owners[KeyOf(network)] = owner;
        if (isNew)
        {
            _inUse[network.Prefix] = _inUse.GetValueOrDefault(network.Prefix) + 1;
            _lengths = [.. _inUse.Keys.Reverse()];
        }
    }

    /// <summary>Removes it unless the network is another's.</summary>
    public void Remove(NetworkAddress network, AddressOwner owner)
    {
        if (_owners.TryRemove(new(KeyOf(network), owner)) && --_inUse[network.Prefix] == 0)
        {
            _inUse.Remove(network.Prefix);
            _lengths = [.. _inUse.Keys.Reverse()];
        }
    }

    /// <summary>The service of the longest prefix that holds the address, in the asker's network or in the default one.</summary>
    public AddressOwner? Find(AddressKey key, string? network)
    {
        foreach (var length in _lengths)
        {
            var masked = new NetworkAddress(key.Masked(length), network ?? "", length);
            if (_owners.TryGetValue(masked, out var owner) || (masked.Network.Length > 0 && _owners.TryGetValue(masked with { Network = "" }, out owner)))
            {
                return owner;
            }
        }

        return null;
    }

    private static NetworkAddress KeyOf(NetworkAddress network) => network with { Key = network.Key.Masked(network.Prefix) };
}
