using System.Text;

namespace Functional.Tests.Rig;

/// <summary>Agents on this machine by the node name on their command line, which every test chooses for itself.</summary>
internal static class AgentProcesses
{
    private static readonly byte[] Program = "meshlens-agent\0"u8.ToArray();

    public static IReadOnlyList<int> OfNode(string node)
    {
        var option = Encoding.UTF8.GetBytes($"\0--node\0{node}\0");
        return
        [
            .. from directory in Directory.EnumerateDirectories("/proc")
               where int.TryParse(Path.GetFileName(directory), out _)
               let line = CommandLine(directory)
               where line.AsSpan().IndexOf(Program) >= 0 && line.AsSpan().IndexOf(option) >= 0
               select int.Parse(Path.GetFileName(directory), null),
        ];
    }

    private static byte[] CommandLine(string directory)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at.
            return [];
        }
    }
}
