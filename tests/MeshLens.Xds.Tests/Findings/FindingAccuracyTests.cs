using System.Text.Json;
using System.Text.Json.Nodes;
using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>How often findings over the recordings are right, as three figures. With <c>MESHLENS_ACCURACY=FILE</c> they are added to that file.</summary>
public sealed class FindingAccuracyTests
{
    private const string Prefix = "findings.";

    [Fact]
    public void Findings_OverAllRecordings_AreRight()
    {
        var (right, wrong) = (0, 0);
        foreach (var recording in RecordingTests.Names)
        {
            var expected = ExpectedFinding.All.Where(item => item.Recording == recording).Select(static item => $"{item.Resource} {item.Field}").ToList();
            var found = RecordedFindingsTests.Judge(recording).Where(static finding => finding.Severity >= Severity.Warning).Select(static finding => $"{finding.Resource} {finding.Field}").ToList();
            right += expected.All(found.Contains) ? 1 : 0;
            wrong += found.Except(expected).Count();
        }

        if (Environment.GetEnvironmentVariable("MESHLENS_ACCURACY") is { Length: > 0 } file)
        {
            Write(file, right, wrong);
        }

        Assert.Equal((RecordingTests.Names.Length, 0), (right, wrong));
    }

    private static void Write(string file, int right, int wrong)
    {
        var figures = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsArray() : [];
        foreach (var old in figures.Where(static figure => figure!["name"]!.GetValue<string>().StartsWith(Prefix, StringComparison.Ordinal)).ToList())
        {
            figures.Remove(old);
        }

        const string Of = "meshes recorded from a real istiod, against what was written down before there was a rule";
        Add(figures, "recordings", RecordingTests.Names.Length, "meshes", $"All {Of}.");
        Add(figures, "recordings_right", right, "meshes", $"Those in which every planted feature was found, of the {Of}.");
        Add(figures, "false_findings", wrong, "findings", $"Findings of severity warning or above that were not planted, in the {Of}.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, figures.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }

    private static void Add(JsonArray figures, string name, int value, string unit, string detail) =>
        figures.Add(new JsonObject { ["name"] = Prefix + name, ["value"] = value, ["unit"] = unit, ["detail"] = detail });
}
