using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Dns;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.NodeProxy;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Watching;

/// <summary>What a <see cref="Watch"/> needs to know the host.</summary>
/// <param name="NameServers">Null when they are not watched.</param>
/// <param name="MayTimeBpf">Whether the kernel lets this process ask for the run time of programs.</param>
/// <param name="NodeProxy">Null when the log of the node's ambient proxy is not read.</param>
internal sealed record WatchParts(
    IHostFiles Files, NetworkNamespaces Namespaces, ProcessDirectory Processes, FlowDescriber Describer, DnsWatch? NameServers, bool MayTimeBpf,
    NodeProxyLog? NodeProxy = null);
