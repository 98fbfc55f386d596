namespace MeshLens.Ingest.Naming;

/// <summary>One source of names for endpoints. Sources are asked in the order of their <see cref="Source"/>.</summary>
/// <remarks>
/// Asked when a flow is defined or its surroundings changed, never per sample. Implementations are safe for concurrent
/// callers and do no I/O in <see cref="Resolve"/>.
/// </remarks>
public interface IEndpointResolver
{
    NameSource Source { get; }

    /// <summary>Changes whenever an answer may have changed: flows are then named anew.</summary>
    int Version { get; }

    /// <summary>Null when this source does not know the endpoint.</summary>
    EndpointName? Resolve(in EndpointQuery query);
}
