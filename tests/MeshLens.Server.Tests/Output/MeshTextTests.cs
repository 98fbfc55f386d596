using MeshLens.Grains.Mesh;
using MeshLens.Server.Output;

namespace MeshLens.Server.Tests.Output;

public sealed class MeshTextTests
{
    private static ProxySyncView Proxies => new()
    {
        Versions = new Dictionary<string, int> { ["1.30.1"] = 40, ["1.29.0"] = 2 },
        NotInStep = [new("pay.shop", "1.29.0", "LDS", "error", "duplicate listener")],
        NotInStepTotal = 1,
    };

    [Fact]
    public void Write_Sources_OneLineEachThenWhatIsMissing()
    {
        using var writer = new StringWriter();
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeZoneInfo.Local.GetUtcOffset(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Unspecified)));

        MeshText.Write(
            new()
            {
                ControlPlanes = [new() { Addresses = ["https://istiod:15012/"], State = "live", Since = at, Identifier = "istiod-1.30", Workloads = 48, Services = 39, Proxies = Proxies }],
                Clusters = [new() { Name = "k1", Server = "https://h/", Workloads = 5, Services = 2, Kinds = [new("nodes", "live", at, "", 1, 1), new("pods", "stale", at, "401 Unauthorized", 1, 9)] }],
                Addresses = 91,
                Missing = ["Grant it."],
            },
            writer);

        Assert.Equal(
            """
            SOURCE      WHERE                  STATE  SINCE           VERSION      WORKLOADS  SERVICES  PROBLEM
            istiod      https://istiod:15012/  live   03-01 12:00:00  istiod-1.30         48        39
            kubernetes  k1 https://h/          stale  03-01 12:00:00                       5         2  pods: 401 Unauthorized

            91 addresses are known.
            Proxies: 40 of 1.30.1, 2 of 1.29.0; 1 not in step.
              pay.shop LDS error duplicate listener
              Grant it.

            """,
            writer.ToString(),
            ignoreLineEndingDifferences: true);
    }
}
