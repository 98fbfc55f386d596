using System.Net;
using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Naming.Static;

/// <summary>One endpoint of the file, checked.</summary>
/// <param name="Network">An address, or a network of them.</param>
/// <param name="Port">Zero for every port, callers included.</param>
internal sealed record EndpointEntry(IPNetwork Network, int Port, Party Party, string? Cluster, string? Node, string? Zone);
