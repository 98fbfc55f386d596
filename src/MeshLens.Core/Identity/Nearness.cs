namespace MeshLens.Core.Identity;

/// <summary>
/// How far the owner of an address is from the node that asks: the same address may be had once in every network, and a service's
/// once in every cluster. A source that does not know networks says nothing against anyone.
/// </summary>
internal static class Nearness
{
    private const int SameCluster = 2;
    private const int SameNetwork = 1;

    /// <summary>More is nearer; null when this node cannot mean that owner.</summary>
    /// <param name="network">The node's; null when unknown.</param>
    public static int? Of(AddressOwner owner, in AddressQuestion question, string? network)
    {
        if (owner.Cluster.Length > 0 && owner.Cluster == question.Cluster)
        {
            return SameCluster;
        }

        if (network is null)
        {
            return 0;
        }

        return owner.Network == network ? SameNetwork : network.Length == 0 || owner.Network.Length == 0 ? 0 : null;
    }
}
