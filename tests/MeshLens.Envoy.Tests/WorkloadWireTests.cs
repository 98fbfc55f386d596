using Google.Protobuf;
using Istio.SecurityApi;
using Istio.WorkloadApi;
using Address = Istio.WorkloadApi.Address;

namespace MeshLens.Envoy.Tests;

/// <summary>The numbers of Istio's ambient API, which nobody generates for us: a wrong one would read as an empty field.</summary>
public sealed class WorkloadWireTests
{
    public static TheoryData<string, int> WorkloadFields => new()
    {
        { "name", 1 }, { "namespace", 2 }, { "addresses", 3 }, { "network", 4 }, { "tunnel_protocol", 5 }, { "trust_domain", 6 },
        { "service_account", 7 }, { "waypoint", 8 }, { "node", 9 }, { "canonical_name", 10 }, { "canonical_revision", 11 },
        { "workload_type", 12 }, { "workload_name", 13 }, { "native_tunnel", 14 }, { "authorization_policies", 16 }, { "status", 17 },
        { "cluster_id", 18 }, { "network_gateway", 19 }, { "uid", 20 }, { "hostname", 21 }, { "services", 22 },
        { "application_tunnel", 23 }, { "locality", 24 }, { "network_mode", 25 }, { "extensions", 26 }, { "capacity", 27 },
    };

    public static TheoryData<string, int> ServiceFields => new()
    {
        { "name", 1 }, { "namespace", 2 }, { "hostname", 3 }, { "addresses", 4 }, { "ports", 5 }, { "subject_alt_names", 6 },
        { "waypoint", 7 }, { "load_balancing", 8 }, { "ip_families", 9 }, { "extensions", 10 }, { "canonical", 11 },
        { "ingress_use_waypoint", 12 }, { "weighted_waypoints", 13 }, { "visibility", 14 },
    };

    [Theory]
    [MemberData(nameof(WorkloadFields))]
    public void Workload_Field_HasIstiosNumber(string name, int number) =>
        Assert.Equal(number, Workload.Descriptor.FindFieldByName(name)?.FieldNumber);

    [Theory]
    [MemberData(nameof(ServiceFields))]
    public void Service_Field_HasIstiosNumber(string name, int number) =>
        Assert.Equal(number, Service.Descriptor.FindFieldByName(name)?.FieldNumber);

    [Fact]
    public void Messages_FullNames_AreTheTypesIstiodServes()
    {
        Assert.Equal("istio.workload.Address", Address.Descriptor.FullName);
        Assert.Equal("istio.workload.Workload", Workload.Descriptor.FullName);
        Assert.Equal("istio.security.Authorization", Authorization.Descriptor.FullName);
    }

    [Fact]
    public void Address_OfAWorkload_ReadsFromItsBytes()
    {
        // workload (1) { name (1) "a", address (3) 10.0.0.1, uid (20) "u", locality (24) { zone (2) "z" } }
        byte[] bytes = [0x0A, 0x12, 0x0A, 0x01, (byte)'a', 0x1A, 0x04, 10, 0, 0, 1, 0xA2, 0x01, 0x01, (byte)'u', 0xC2, 0x01, 0x03, 0x12, 0x01, (byte)'z'];
        bytes[1] = (byte)(bytes.Length - 2);

        var workload = Address.Parser.ParseFrom(bytes).Workload;

        Assert.Equal(("a", "u", "z"), (workload.Name, workload.Uid, workload.Locality.Zone));
        Assert.Equal([10, 0, 0, 1], workload.Addresses[0].ToByteArray());
    }

    [Fact]
    public void Workload_FieldFromANewerIstiod_IsKept()
    {
        byte[] bytes = [0xA2, 0x01, 0x01, (byte)'u', 0xFA, 0x3E, 0x01, (byte)'x'];

        Assert.Equal(bytes, Workload.Parser.ParseFrom(bytes).ToByteArray());
    }
}
