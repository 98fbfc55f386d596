using System.Diagnostics;

namespace MeshLens.Lab;

/// <summary>Runs <c>ip</c>, <c>nft</c> and their like to the end, in the network namespace of the calling thread.</summary>
internal static class CommandRunner
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/local/bin"];

    /// <summary>The commands the lab needs and the Debian package of each.</summary>
    internal static IReadOnlyDictionary<string, string> Tools { get; } = new Dictionary<string, string>
    {
        ["ip"] = "iproute2",
        ["nft"] = "nftables",
        ["setpriv"] = "util-linux",
    };

    /// <summary>Full path of a command, also when PATH lacks the system folders; null when it is not installed.</summary>
    internal static string? Find(string command)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(command) ? command : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(SystemFolders).Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
    }

    /// <summary>As <see cref="Find"/>, but throws with the package to install.</summary>
    internal static string Require(string command) =>
        Find(command) ?? throw new LabException(Tools.TryGetValue(command, out var package)
            ? $"The command {command} is missing: install {package} (apt-get install {package})."
            : $"The command {command} is missing: install it, or add its folder to PATH.");

    /// <summary>Runs a command with text on its standard input and returns its standard output.</summary>
    /// <exception cref="LabException">It is not installed, or ended with anything but 0; the message quotes its complaint.</exception>
    internal static string Run(string command, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(Require(command), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new LabException($"{command} did not start.");
        var complaint = process.StandardError.ReadToEndAsync();
        Feed(process, input);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new LabException($"{command} {string.Join(' ', start.ArgumentList)} failed ({process.ExitCode}): {complaint.Result.Trim()}{Quote(input)}");
    }

    private static void Feed(Process process, string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading all of it; its exit code says why.
        }
    }

    private static string Quote(string? input) => input is null ? "" : $" [input: {input.Trim()}]";
}
