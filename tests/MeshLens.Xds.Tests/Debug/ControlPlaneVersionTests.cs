using MeshLens.Xds.Debug;

namespace MeshLens.Xds.Tests.Debug;

public sealed class ControlPlaneVersionTests
{
    [Theory]
    [InlineData("""{"Component":"istiod","ID":"istiod-7d9f-x","Info":{"version":"1.30.1"}}""", "istiod 1.30.1 (istiod-7d9f-x)")]
    [InlineData("""{"Component":"istiod","ID":"","Info":{"version":"unknown"}}""", "istiod unknown")]
    [InlineData("""{"Component":"istiod","Info":7}""", "istiod")]
    [InlineData("fake-istiod", "fake-istiod")]
    [InlineData("{broken", "{broken")]
    [InlineData("", "")]
    public void Of_AnIdentifier_SaysWhoAndWhichVersion(string identifier, string expected) => Assert.Equal(expected, ControlPlaneVersion.Of(identifier));
}
