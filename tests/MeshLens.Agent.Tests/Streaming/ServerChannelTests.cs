using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Streaming;

public sealed class ServerChannelTests
{
    [Fact]
    public void ReportMethod_BesideTheGeneratedDescriptor_HasTheSameName()
    {
        var service = AgentIngest.Descriptor;

        Assert.Equal(service.FullName, ServerChannel.ReportMethod.ServiceName);
        Assert.Equal(service.FindMethodByName(ServerChannel.ReportMethod.Name)?.Name, ServerChannel.ReportMethod.Name);
    }
}
