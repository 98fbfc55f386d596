using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Tests.Mesh;

public sealed class EndpointsFileTests
{
    [Fact]
    public void Format_OfTheShop_NamesEveryAddressAsCallerAndCalled()
    {
        var lines = EndpointsFile.Format(MeshPlan.Shop()).Split('\n').Select(line => line.Trim()).ToList();

        // Five instances with two addresses each: all call or may call, four serve.
        Assert.Equal(10 + 8, lines.Count(line => line.StartsWith("\"address\"", StringComparison.Ordinal)));
        Assert.Equal(8, lines.Count(line => line == "\"port\": 8080,"));
    }

    [Fact]
    public void Format_OfOneInstance_IsWhatTheServerReads()
    {
        var document = EndpointsFile.Format(MeshPlan.Shop());

        Assert.StartsWith(
            """
            {
              "endpoints": [
                {
                  "address": "10.77.0.10",
                  "namespace": "shop",
                  "name": "client",
                  "kind": "workload"
                },
            """,
            document,
            StringComparison.Ordinal);
        Assert.Contains(
            """
                {
                  "address": "10.77.0.14",
                  "port": 8080,
                  "namespace": "shop",
                  "name": "payments",
                  "kind": "service"
                },
            """,
            document,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfTwoMeshes_KeepsThemApart()
    {
        var document = EndpointsFile.Format(MeshPlan.Shop(), MeshPlan.Shop(number: 1));

        Assert.Contains("\"address\": \"10.77.1.12\"", document, StringComparison.Ordinal);
        Assert.Contains("\"namespace\": \"shop2\"", document, StringComparison.Ordinal);
    }
}
