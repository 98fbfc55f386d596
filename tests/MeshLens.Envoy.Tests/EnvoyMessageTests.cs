using Envoy.Service.Accesslog.V3;
using Envoy.Service.Discovery.V3;

namespace MeshLens.Envoy.Tests;

public sealed class EnvoyMessageTests
{
    [Fact]
    public void Services_FullNames_AreTheOnesOnTheWire()
    {
        Assert.Equal("envoy.service.discovery.v3.AggregatedDiscoveryService", AggregatedDiscoveryService.Descriptor.FullName);
        Assert.Equal("envoy.service.accesslog.v3.AccessLogService", AccessLogService.Descriptor.FullName);
    }
}
