using System.Text;

namespace MeshLens.Agent.Doctor;

/// <summary>The report for people.</summary>
internal static class DoctorTable
{
    public static string Format(DoctorReport report)
    {
        var text = new StringBuilder();
        text.Append($"kernel {report.Facts.Release}, BTF {(report.Facts.HasTypes ? "present" : "missing")}, ");
        text.Append($"libbpf {report.Facts.LibraryVersion ?? "missing"}\n\n");
        AppendQuestions(text, report);
        AppendPrograms(text, report);
        return text.Append('\n').Append(report.Summary).Append('\n').ToString();
    }

    private static void AppendQuestions(StringBuilder text, DoctorReport report)
    {
        var width = report.Plan.Capabilities.Max(capability => capability.Name.Length);
        text.Append($"{"QUESTION".PadRight(width)}  ANSWERED\n");
        var told = new HashSet<(string, string)>();
        foreach (var capability in report.Plan.Capabilities)
        {
            text.Append($"{capability.Name.PadRight(width)}  {(capability.Available ? "yes" : "no")}\n");
            if (!capability.Available)
            {
                text.Append(told.Add((capability.Because, capability.Fix))
                    ? $"{"",4}{capability.Reason}\n{"",4}Fix: {capability.Fix}\n"
                    : $"{"",4}{capability.Lost}, for the same reason.\n");
            }
        }
    }

    private static void AppendPrograms(StringBuilder text, DoctorReport report)
    {
        var programs = report.Plan.Programs;
        if (programs.Select(choice => choice.Lost).Distinct().ToList() is [{ } because])
        {
            text.Append($"\nNo program was loaded: {because}.\n");
            return;
        }

        var name = Math.Max("PROGRAM".Length, programs.Select(choice => choice.Program.Length).DefaultIfEmpty().Max());
        var section = Math.Max("ATTACHES TO".Length, programs.Select(choice => choice.Section.Length).DefaultIfEmpty().Max());
        text.Append($"\n{"PROGRAM".PadRight(name)}  {"ATTACHES TO".PadRight(section)}  LOADED\n");
        foreach (var choice in programs)
        {
            text.Append($"{choice.Program.PadRight(name)}  {choice.Section.PadRight(section)}  {(choice.IsChosen ? "yes" : "no: " + choice.Lost)}\n");
        }
    }
}
