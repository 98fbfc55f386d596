using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.Tests.Rig;

namespace Functional.Tests.Tracing;

/// <summary>
/// What real spans are told: of services with OpenTelemetry's SDK whose connections a real agent sees. With <c>MESHLENS_ACCURACY=FILE</c>
/// the mesh is larger, the run longer, and how often spans were told the edge that they crossed is added to that file.
/// </summary>
public sealed class AnnotationTests
{
    private const string Figure = "tracing.annotation_right";
    private const double Least = 0.99;

    private static readonly string? File = Environment.GetEnvironmentVariable("MESHLENS_ACCURACY");

    [RootFact]
    public async Task Spans_OfInstrumentedServices_AreToldTheEdgeTheyCrossedAndTheirVeryConnection()
    {
        var isLarge = !string.IsNullOrEmpty(File);
        await using var mesh = await TracedMesh.Start(services: isLarge ? 7 : 2, callees: isLarge ? 4 : 1);
        await mesh.Known();
        var known = NowNs();
        await Eventually.Holds("a span that is told its very connection", () => mesh.Seen().Any(static span => span.Match == "connection" && span.Handshake > 0));
        var enough = isLarge ? 20_000 : 50;
        await Eventually.Holds("spans since", () => mesh.Seen().Count(span => span.Began > known) >= enough);

        var spans = mesh.Seen().Where(span => span.Began > known).ToList();
        var right = spans.Count(static span => span.Told == span.Expected);
        var wrong = mesh.Seen().Where(static span => span.Told is not null && span.Told != span.Expected).Select(static span => $"{span.Expected} was told {span.Told}").Distinct().ToList();
        if (isLarge)
        {
            Write(mesh, spans, right, wrong.Count);
        }

        Assert.Empty(wrong);
        Assert.True(right >= Least * spans.Count, $"{right} of {spans.Count} were told their edge.");
        AssertConnections([.. mesh.Seen().Where(static span => span is { Match: "connection", Handshake: not null })]);
    }

    // A connection has one handshake as each end saw it: were another's told, one connection's spans would tell many.
    private static void AssertConnections(List<SeenSpan> spans)
    {
        Assert.All(
            spans.GroupBy(static span => (span.Connection, span.IsClient)),
            static connection => Assert.InRange(connection.Select(static span => span.Handshake).Distinct().Count(), 1, 2));
    }

    private static void Write(TracedMesh mesh, List<SeenSpan> spans, int right, int wrong)
    {
        var figures = System.IO.File.Exists(File) ? JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsArray() : [];
        foreach (var old in figures.Where(static figure => figure!["name"]!.GetValue<string>() == Figure).ToList())
        {
            figures.Remove(old);
        }

        var byConnection = spans.Count(static span => span.Match == "connection");
        figures.Add(new JsonObject
        {
            ["name"] = Figure,
            ["value"] = (double)right / spans.Count,
            ["unit"] = "share",
            ["detail"] = $"spans told the edge they crossed, of {spans.Count:N0} that crossed one of {mesh.Edges.Count} edges which the agent had seen: client and server spans of OpenTelemetry's SDK for .NET "
                + $"in 7 processes, over the real kernel, agent and server; a third of the services name addresses and ports, a third hosts, a third addresses; by their very connection: {byConnection:N0}; told a wrong edge: {wrong}",
        });
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File!))!);
        System.IO.File.WriteAllText(File!, figures.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
    }

    private static ulong NowNs() => (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
}
