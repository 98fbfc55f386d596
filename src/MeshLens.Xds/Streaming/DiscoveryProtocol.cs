namespace MeshLens.Xds.Streaming;

/// <summary>Which of the two variants of aggregated discovery is spoken.</summary>
public enum DiscoveryProtocol
{
    /// <summary>Only what changes. The ambient types are served in it alone.</summary>
    Delta,

    /// <summary>Everything of a type at a time, for control planes that know nothing else.</summary>
    StateOfTheWorld,
}
