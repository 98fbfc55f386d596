using MeshLens.Core.Windows;
using MeshLens.Grains.Connections;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Connections;

/// <summary>A connection as one end reported it last.</summary>
internal sealed record ConnectionView(Flow Flow, ConnectionEnds Ends, ConnectionExemplar Exemplar);
