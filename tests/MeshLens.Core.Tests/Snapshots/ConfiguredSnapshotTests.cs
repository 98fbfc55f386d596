using System.Text.Json;
using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Snapshots;

/// <summary>Snapshots with logs, configuration and findings as they were saved: they stay readable, and say the same.</summary>
public sealed class ConfiguredSnapshotTests
{
    [Theory]
    [InlineData("fault-delay", "mesh-config/fault-delay")]
    [InlineData("route-timeout", "mesh-config/route-timeout")]
    [InlineData("cross-zone", "mesh-config/cross-zone")]
    [InlineData("connection-churn", "mesh-config/connection-churn")]
    public void Classify_ASavedSnapshot_SaysTheSame(string name, string cause)
    {
        var snapshot = Read(name);

        Assert.Equal(cause, Classifier.Classify(snapshot).State.Cause.ToString());
    }

    [Theory]
    [InlineData("fault-delay")]
    [InlineData("route-timeout")]
    [InlineData("cross-zone")]
    [InlineData("connection-churn")]
    public void Anonymise_ASavedSnapshot_KeepsTheVerdictAndNoName(string name)
    {
        var (told, asked) = (SnapshotAnonymiser.Anonymise(Read(name)), Read(name));

        var text = JsonSerializer.Serialize(told, SnapshotJson.Default.EdgeSnapshot);
        Assert.All(["shop", "payments", "frontend", "10.0.0.", "eu-west", "meshlens-0", "What "], known => Assert.DoesNotContain(known, text, StringComparison.Ordinal));
        var (after, before) = (Classifier.Classify(told), Classifier.Classify(asked));
        Assert.Equal(before.State.Cause, after.State.Cause);
        Assert.Equal(before.Diagnosis.Latency.Shares, after.Diagnosis.Latency.Shares);
        Assert.Equal(before.Diagnosis.Evidence.Select(static item => (item.Signal, item.Value, item.Predicted?.Value)), after.Diagnosis.Evidence.Select(static item => (item.Signal, item.Value, item.Predicted?.Value)));
    }

    [Fact]
    public void Anonymise_NamesInFieldsAndFilters_AreGoneAndStillBelongTogether()
    {
        var snapshot = Read("fault-delay");
        snapshot.Configuration = snapshot.Configuration! with
        {
            Findings = [new() { Rule = "external-authorization", Resource = "DestinationRule shop/payments", Field = "HTTP filter secret-authz" }, new() { Rule = "subset-empty", Field = "spec.subsets[name=canary].labels" }],
            Filters = [new("secret-authz", ConfiguredFilterKind.ExternalAuthorization, false, 100, "authz.secret.svc")],
        };

        var told = SnapshotAnonymiser.Anonymise(snapshot).Configuration!;

        Assert.EndsWith(told.Filters[0].Name, told.Findings[0].Field, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.Findings[0].Field + told.Filters[0].Asks, StringComparison.Ordinal);
        Assert.Equal("spec.subsets[name=entry-1].labels", told.Findings[1].Field);
        Assert.StartsWith("DestinationRule namespace-", told.Findings[0].Resource, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ASnapshotFromBeforeThereWereConfigurations_HasNone()
    {
        var snapshot = Read("fault-delay");
        snapshot.Configuration = null;

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(snapshot, SnapshotJson.Default.EdgeSnapshot), SnapshotJson.Default.EdgeSnapshot)!;

        Assert.Null(read.Configuration);
        Assert.Equal(VerdictClass.Undetermined, Classifier.Classify(read).State.Cause.Class);
    }

    private static EdgeSnapshot Read(string name)
    {
        using var saved = typeof(ConfiguredSnapshotTests).Assembly.GetManifestResourceStream($"saved/{name}")!;
        return JsonSerializer.Deserialize(saved, SnapshotJson.Default.EdgeSnapshot)!;
    }
}
