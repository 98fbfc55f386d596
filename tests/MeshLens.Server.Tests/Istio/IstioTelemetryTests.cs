using MeshLens.Core.Telemetry;
using MeshLens.Server.Commands;
using MeshLens.Server.Istio;

namespace MeshLens.Server.Tests.Istio;

public sealed class IstioTelemetryTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(30)]
    public void MeshConfig_ForOtlp_NamesEachAttributeOnce(int minor)
    {
        var labels = LogLabels.For(new(minor));

        Assert.Equal(labels.Count, labels.DistinctBy(static label => label.Name).Count());
        Assert.All(labels, static label => Assert.True(AccessAttributes.Find(label.Name) is not (AccessAttribute.Unknown or AccessAttribute.Unused), label.Name));
        Assert.All(labels, static label => Assert.Matches("^%[A-Z_]+(\\([A-Za-z_:-]+\\))?%$", label.Operator));
    }

    [Fact]
    public void MeshConfig_ForTheNewest_AsksForEverythingThatIsRead() => Assert.Equal(
        Enum.GetValues<AccessAttribute>().Except([AccessAttribute.Unknown, AccessAttribute.Unused]).Select(AccessAttributes.NameOf).Order(StringComparer.Ordinal),
        LogLabels.For(new(99)).Select(static label => label.Name));

    [Theory]
    [InlineData(22, "COMMON_DURATION")]
    [InlineData(22, "UPSTREAM_CLUSTER_RAW")]
    [InlineData(24, "US_CX_")]
    [InlineData(24, "UPSTREAM_CONNECTION_")]
    public void MeshConfig_ForAnOldProxy_AsksForNothingItRefuses(int minor, string unknown)
    {
        Assert.DoesNotContain(unknown, Text(Target(minor)), StringComparison.Ordinal);
        Assert.Contains(unknown, Text(Target(25)), StringComparison.Ordinal);
        Assert.Contains("Proxies before", Text(Target(minor)), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_NoneOfThem_TellsWhatGrowsOrWhoUsesIt() =>
        Assert.DoesNotContain(LogLabels.For(new(99)), static label => label.Operator.Contains("PATH", StringComparison.Ordinal) || label.Operator.Contains("%REQ(", StringComparison.Ordinal));

    [Fact]
    public void Write_ForEnvoysService_IsWhatUsersApply() => Assert.Equal(
        """
        # MeshConfig, as values of istiod's chart: helm upgrade istiod istio/istiod -n istio-system --reuse-values -f FILE
        # Lists are replaced: repeat the providers that are already there.
        meshConfig:
          extensionProviders:
            - name: meshlens-als
              envoyHttpAls:
                service: "meshlens.istio-system.svc.cluster.local"
                port: 9472
                logName: meshlens
        ---
        # Every request and connection of the mesh is logged to MeshLens: no filter, no sampling. kubectl apply -f FILE
        # With it, MeshConfig's accessLogFile is no longer used: to keep that log, name its provider here, too (- name: envoy).
        apiVersion: telemetry.istio.io/v1
        kind: Telemetry
        metadata:
          name: meshlens
          namespace: "istio-system"
        spec:
          accessLogging:
            - providers:
                - name: meshlens-als

        """,
        Text(Target(25) with { IsOtlp = false, Port = 9472 }));

    [Theory]
    [InlineData("istio-config", "--istio-version")]
    [InlineData("istio-config --istio-version 1.9", "from 1.20 on")]
    [InlineData("istio-config --istio-version new", "'new'")]
    [InlineData("istio-config --istio-version 1.25 --als --otlp", "counted twice")]
    [InlineData("istio-config --istio-version 1.25 --otlp 70000", "not a port")]
    [InlineData("istio-config --istio-version 1.25 --only half", "half")]
    public void Parse_Mistake_IsNamed(string line, string named) =>
        Assert.Contains(CommandLine.Create().Parse(line).Errors, error => error.Message.Contains(named, StringComparison.Ordinal));

    [Theory]
    [InlineData("istio-config --istio-version v1.27.3")]
    [InlineData("istio-config --istio-version 1.27 --als")]
    [InlineData("istio-config --istio-version 1.27 --als 9000 --only resources")]
    [InlineData("istio-config --istio-version 1.27 --otlp 4319 --service a.b.svc.cluster.local --namespace mesh")]
    public void Parse_ARightLine_IsTaken(string line) => Assert.Empty(CommandLine.Create().Parse(line).Errors);

    private static string Text(TelemetryTarget target)
    {
        using var writer = new StringWriter();
        IstioConfigCommand.Write(target, null, writer);
        return writer.ToString();
    }

    private static TelemetryTarget Target(int minor) => new()
    {
        Version = new(minor),
        Service = "meshlens.istio-system.svc.cluster.local",
        IsOtlp = true,
        Port = 4317,
        Namespace = "istio-system",
    };
}
