using System.Net;

namespace MeshLens.Ingest.Probes;

/// <summary>What the target of a question was found to be.</summary>
/// <param name="Port">0 when none was named and none follows.</param>
/// <param name="Host">As an HTTP request names it.</param>
/// <param name="IsKnown">A node or service of the mesh; anything else must be allowed by the operator.</param>
internal readonly record struct ProbeResolution(IPAddress Address, int Port, string Host, bool IsKnown);
