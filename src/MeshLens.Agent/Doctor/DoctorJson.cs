using System.Text;
using System.Text.Json;

namespace MeshLens.Agent.Doctor;

/// <summary>The report for scripts.</summary>
internal static class DoctorJson
{
    public static string Format(DoctorReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("summary", report.Summary);
            json.WriteBoolean("watchable", report.Plan.Blocker is null);
            json.WriteString("kernel", report.Facts.Release);
            json.WriteBoolean("btf", report.Facts.HasTypes);
            json.WriteString("libbpf", report.Facts.LibraryVersion);
            WriteQuestions(json, report);
            WritePrograms(json, report);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteQuestions(Utf8JsonWriter json, DoctorReport report)
    {
        json.WriteStartArray("questions");
        foreach (var capability in report.Plan.Capabilities)
        {
            json.WriteStartObject();
            json.WriteString("name", capability.Name);
            json.WriteBoolean("answered", capability.Available);
            if (!capability.Available)
            {
                json.WriteString("reason", capability.Reason);
                json.WriteString("fix", capability.Fix);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePrograms(Utf8JsonWriter json, DoctorReport report)
    {
        json.WriteStartArray("programs");
        foreach (var choice in report.Plan.Programs)
        {
            json.WriteStartObject();
            json.WriteString("name", choice.Program);
            json.WriteString("attachesTo", choice.Section);
            json.WriteString("question", choice.Question);
            json.WriteBoolean("loaded", choice.IsChosen);
            if (choice.Lost is { } lost)
            {
                json.WriteString("reason", lost);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
