namespace MeshLens.Ingest.Naming;

/// <summary>Both ends of a flow as one of them sees them.</summary>
/// <param name="Cluster">Of the agent that saw the flow.</param>
internal sealed record FlowNames(EndpointName Source, EndpointName Destination, string Cluster);
