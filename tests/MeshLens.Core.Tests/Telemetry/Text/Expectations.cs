using System.Runtime.CompilerServices;

namespace MeshLens.Core.Tests.Telemetry.Text;

/// <summary>The tables in <c>Telemetry/Expected</c>: tab-separated, with comments.</summary>
internal static class Expectations
{
    public static List<string> Read(string name, [CallerFilePath] string here = "") =>
        [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "Expected", name)).Where(line => line.Length > 0 && line[0] != '#')];
}
