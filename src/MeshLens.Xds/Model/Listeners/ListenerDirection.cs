namespace MeshLens.Xds.Model.Listeners;

/// <summary>Whose connections a listener takes.</summary>
public enum ListenerDirection
{
    /// <summary>Not said, as at gateways.</summary>
    Unspecified,

    /// <summary>Those of others to the workload.</summary>
    Inbound,

    /// <summary>Those of the workload to others.</summary>
    Outbound,
}
