namespace MeshLens.Lab.Tests;

/// <summary>Looks through every process for what still holds a namespace: a thread inside, or an open descriptor.</summary>
internal static class Residue
{
    /// <param name="name">As in the link of /proc/PID/ns/net: <c>net:[4026532281]</c>.</param>
    public static IReadOnlyList<string> Holders(string name) =>
        [.. Directory.EnumerateDirectories("/proc", "*").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Where(folder => Holds(folder, name))];

    /// <summary>Whether a process runs; one that ended and waits for its parent to notice does not.</summary>
    public static bool IsAlive(string processId)
    {
        try
        {
            return !File.ReadLines($"/proc/{processId}/status").Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Holds(string process, string name)
    {
        try
        {
            return Directory.EnumerateDirectories($"{process}/task").Select(thread => $"{thread}/ns/net")
                .Concat(Directory.EnumerateFileSystemEntries($"{process}/fd")).Any(link => LinksTo(link, name));
        }
        catch (IOException)
        {
            return false; // The process ended while it was looked at.
        }
    }

    private static bool LinksTo(string link, string name)
    {
        try
        {
            return new FileInfo(link).LinkTarget == name;
        }
        catch (IOException)
        {
            return false; // The descriptor closed while it was looked at.
        }
    }
}
