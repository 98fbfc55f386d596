using MeshLens.Core.Telemetry;
using MeshLens.Ingest.Naming;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>The edge of an entry, and which proxy of it wrote the entry.</summary>
internal readonly record struct NamedHop(EdgeIdentity Edge, AccessReporter Reporter);
