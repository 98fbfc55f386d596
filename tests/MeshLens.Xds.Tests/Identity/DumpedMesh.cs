using Istio.WorkloadApi;
using MeshLens.Xds.Dumps;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.Tests.Identity;

/// <summary>What a real ztunnel had been told, from its configuration dump.</summary>
internal sealed record DumpedMesh(IReadOnlyList<Workload> Workloads, IReadOnlyList<Service> Services)
{
    public static DumpedMesh Load(string path)
    {
        var reading = DumpReader.Read(File.ReadAllText(path));
        Assert.Null(reading.Problem);
        Assert.Empty(reading.Refused);
        var addresses = reading.Snapshot.Of(ResourceTypes.Addresses).Values.Select(static item => (Address)item.Message).ToList();
        return new([.. addresses.Select(static each => each.Workload).OfType<Workload>()], [.. addresses.Select(static each => each.Service).OfType<Service>()]);
    }
}
