using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Tests.Classification;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Verdicts;

/// <summary>Pins what a diagnosis looks like outside. A wanted change shows as a difference to review.</summary>
public sealed class DiagnosisJsonTests
{
    private static readonly JsonSerializerOptions Indented = new(DiagnosisJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void SynLoss_AsJson_IsAsPinned() => AssertPinned(
        "syn-loss",
        TestEdge.Well()
            .Timed(End.Client, Signal.Handshake, 0.3, 80)
            .And(End.Client, Signal.Handshake, 1250, 20)
            .Counted(End.Client, Counter.SynRetransmits, 20)
            .Beside(SiblingRelation.SameSource, "frontend", "orders", Cause.NetworkSynLoss, new(Shift.Shifted, default, default, default, default, default))
            .Seen(new()
            {
                End = End.Client,
                ClientSequence = 1,
                ServerSequence = 2,
                Local = "10.0.0.9:41000",
                Remote = "10.0.0.1:8080",
                HandshakeNs = 1_250_000_000,
                SynRetransmits = 1,
                Process = "frontend",
                At = DateTimeOffset.UnixEpoch,
            }));

    [Fact]
    public void OneEndedEdge_AsJson_IsAsPinned() =>
        AssertPinned("one-ended", TestEdge.WellWithoutServer().Timed(End.Client, Signal.Turn, 25, 400));

    [Fact]
    public void Diagnosis_WrittenAndRead_KeepsItsVerdict()
    {
        var told = new Verdict { Cause = Cause.NetworkSynLoss, Symptom = Symptom.Failures, Confidence = 0.97, Since = DateTimeOffset.UnixEpoch, Summary = "Lost." };

        var json = JsonSerializer.Serialize(new Diagnosis { Verdict = told }, DiagnosisJson.Default.Diagnosis);
        var read = JsonSerializer.Deserialize(json, DiagnosisJson.Default.Diagnosis)!;

        Assert.Equal(told, read.Verdict);
    }

    private static void AssertPinned(string name, TestEdge edge)
    {
        var path = Path.Combine(Path.GetDirectoryName(SourcePath())!, $"diagnosis.{name}.json");
        var actual = JsonSerializer.Serialize(edge.Classify().Diagnosis, Indented) + "\n";
        var pinned = File.Exists(path) ? File.ReadAllText(path) : "";
        if (pinned != actual)
        {
            File.WriteAllText(path + ".actual", actual);
        }

        Assert.Equal(pinned, actual);
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
