using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Dns;

/// <summary>How name servers are watched.</summary>
internal sealed record DnsSetup
{
    /// <summary>After which a query counts as unanswered; by default what a stub resolver waits.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Queries that may wait for an answer at once.</summary>
    public int Outstanding { get; init; } = 8192;

    /// <summary>Pairs of process and name server told apart in one interval.</summary>
    public int NameServers { get; init; } = 1024;

    /// <summary>Cookies of the only namespaces to watch; empty for all.</summary>
    public IReadOnlyList<ulong> NetworkNamespaces { get; init; } = [];

    /// <summary>Ids of the only cgroups to watch, with all below them; empty for all.</summary>
    public IReadOnlyList<ulong> Cgroups { get; init; } = [];

    /// <summary>Either the name server's or the asker's address is in one of these; empty for all.</summary>
    public IReadOnlyList<AddressPrefix> Addresses { get; init; } = [];
}
