using System.Text.Json.Serialization;

namespace MeshLens.Core.Identity;

/// <summary>By what an address was recognised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AddressMatch>))]
public enum AddressMatch : byte
{
    /// <summary>Some port of a node's own address: anything there.</summary>
    [JsonStringEnumMemberName("node")]
    Node,

    /// <summary>A network that belongs to a service.</summary>
    [JsonStringEnumMemberName("service-network")]
    ServiceNetwork,

    /// <summary>A service's address, on a port that the service does not name.</summary>
    [JsonStringEnumMemberName("service-address")]
    ServiceAddress,

    /// <summary>A node's port that stands for a service.</summary>
    [JsonStringEnumMemberName("node-port")]
    NodePort,

    /// <summary>The port of a workload that shares its node's address.</summary>
    [JsonStringEnumMemberName("host-network")]
    HostNetwork,

    /// <summary>A workload's own address.</summary>
    [JsonStringEnumMemberName("workload")]
    Workload,

    /// <summary>A service's address and port.</summary>
    [JsonStringEnumMemberName("service")]
    Service,

    /// <summary>Not by its address: the process says which pod it belongs to.</summary>
    [JsonStringEnumMemberName("pod-uid")]
    PodUid,
}
