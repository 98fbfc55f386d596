namespace MeshLens.Xds.Streaming;

/// <summary>How it stands with the control plane.</summary>
/// <param name="State">Whether the configuration is up to date.</param>
/// <param name="Since">Since when: for a stale configuration, its age counts from here.</param>
/// <param name="Address">The replica that serves, or served last; null before the first.</param>
/// <param name="ControlPlane">How it calls itself; empty when it does not say.</param>
/// <param name="Reason">Why the last stream ended; empty while all is well.</param>
public sealed record ControlPlaneStatus(ConnectionState State, DateTimeOffset Since, Uri? Address, string ControlPlane, string Reason);
