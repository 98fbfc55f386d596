using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshLens.Core.Probes;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Snapshots;

/// <summary>Every text that a snapshot holds, also one that is added some day: it is replaced, or it is known to be nobody's name.</summary>
public sealed partial class SnapshotTextTests
{
    [Fact]
    public void Anonymise_EveryText_IsGoneUnlessItIsNoName()
    {
        var document = JsonSerializer.SerializeToNode(Full(), SnapshotJson.Default.EdgeSnapshot)!;
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var leaf in Texts(document).ToList())
        {
            Mark(document, leaf, marks);
        }

        var told = JsonSerializer.Serialize(SnapshotAnonymiser.Anonymise(document.Deserialize(SnapshotJson.Default.EdgeSnapshot)!), SnapshotJson.Default.EdgeSnapshot);

        Assert.InRange(marks.Count, 30, int.MaxValue);
        Assert.Equal(
            ["$.configuration.findings[].fix", "$.configuration.findings[].rule"],
            marks.Where(mark => told.Contains(mark.Key, StringComparison.Ordinal)).Select(static mark => mark.Value).Distinct().Order(StringComparer.Ordinal));
    }

    // Where only certain words can stand, as those of an enum or a time, there is no name.
    private static void Mark(JsonNode document, JsonValue leaf, Dictionary<string, string> marks)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"secret{marks.Count}x");
        var (path, was, marked) = (leaf.GetPath(), leaf.GetValue<string>(), JsonValue.Create(mark));
        leaf.ReplaceWith(marked);
        if (CanBeRead(document))
        {
            marks[mark] = Index().Replace(path, "[]");
        }
        else
        {
            marked.ReplaceWith(was);
        }
    }

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(static property => Texts(property.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };

    private static bool CanBeRead(JsonNode document)
    {
        try
        {
            return document.Deserialize(SnapshotJson.Default.EdgeSnapshot) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // With one of everything that has texts.
    private static EdgeSnapshot Full()
    {
        using var saved = typeof(SnapshotTextTests).Assembly.GetManifestResourceStream("saved/cross-zone")!;
        var snapshot = JsonSerializer.Deserialize(saved, SnapshotJson.Default.EdgeSnapshot)!;
        snapshot.Siblings = [new(snapshot.Edge, SiblingRelation.Downstream, 1, Cause.Healthy, default)];
        snapshot.NameServers = [new(new() { Address = "2001:db8::7" }, null)];
        snapshot.Listeners = [new() { Endpoint = "10.1.2.3:8080" }];
        snapshot.ListenersNearby = [new() { Endpoint = "10.1.2.4:8080" }];
        snapshot.Places = [new("10.1.2.3:8080", "payments-7d9f-x2x9k", "machine-7", "europe-west1-b")];
        snapshot.Probes = new() { Pairs = [new("machine-7", "machine-8", ProbePairState.Slow, 2e6, 1e5, 10, 0)] };
        snapshot.Exemplars = [new() { Remote = "10.1.2.3:8080", Local = "[2001:db8::8]:40000", Process = "redis-server" }];
        snapshot.Hops = [new() { Endpoints = [new("10.1.2.3:8080", 1, 0, new())] }];
        snapshot.Metrics = [new() { Clusters = [new() { Subset = "canary" }] }];
        snapshot.Configuration = snapshot.Configuration! with
        {
            Findings = [new() { Rule = "fault-delay", Summary = "a", Resource = "VirtualService shop/payments", Field = "spec.http[0]", Fix = "b", Text = "c" }],
            Routes = [new() { Resource = "VirtualService shop/payments", Field = "spec.http[0]" }],
            Pool = new() { Resource = "DestinationRule shop/payments" },
            Outlier = new("DestinationRule shop/payments", 5, 1, 1, null),
            Filters = [new("authz", ConfiguredFilterKind.ExternalAuthorization, false, 100, "authz.secret.svc")],
            Endpoints = [new("10.1.2.3:8080", "europe-west1-b")],
        };
        return snapshot;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
