using MeshLens.Core.Windows;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Connections;

/// <summary>A connection as one end reported it last.</summary>
internal sealed record ConnectionView(Flow Flow, ConnectionAddresses Addresses, ConnectionExemplar Exemplar);
